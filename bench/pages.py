"""Fifty people who look at a page a second each, and how long every page took."""

import asyncio
import random
import time

PEOPLE, SECONDS = 50, 20
# Pages that are not there this long after the last look was due are given up.
PATIENCE = 10
# Of ten looks: how many are at a page of the kind.
SHARES = {"home": 1, "goal": 4, "list": 2, "row": 3}


def addresses(answers, tables):
    """Pages by kind: many of each, so that not all were made before they are asked for."""
    numbers = sorted({(a["goal"], a["period"]) for a in answers if a["goal"] and a["value"] is not None})
    goals = sorted({a["goal"] for a in answers if a["goal"]})
    areas = ["research", "education", "resources", "innovation"]
    return {
        "home": ["/", "/?sprak=en"],
        "goal": [f"/mal/{g}" for g in goals] + [f"/mal/{g}?ar={y}" for g, y in numbers],
        "list": ["/mal", "/mal?sprak=en", "/indikatorer", "/data"] + [f"/mal?omrade={a}" for a in areas],
        "row": [f"/mal/{g}/rader?ar={y}" for g, y in numbers] + [f"/data/tabell/{t}" for t in tables],
    }


async def get(reader, writer, port, address):
    """One page over a connection that stays open: its status, when the whole of it is here."""
    writer.write(f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: text/html\r\n\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    headers = dict(line.lower().split(": ", 1) for line in lines[1:] if ": " in line)
    await reader.readexactly(int(headers["content-length"]))
    return int(lines[0].split()[1])


async def person(number, port, looks, begun, out):
    """One look a second at set moments, so that a slow page does not thin out the load."""
    due = [begun + second + number / PEOPLE for second in range(len(looks))]
    done, last = 0, begun + SECONDS + PATIENCE
    try:
        async with asyncio.timeout(last - time.perf_counter()):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            for at, (kind, address) in zip(due, looks):
                await asyncio.sleep(max(0.0, at - time.perf_counter()))
                status = await get(reader, writer, port, address)
                # From the moment that the look was due: waiting for an earlier page counts.
                out.append((kind, address, status, at, time.perf_counter() - at))
                done += 1
            writer.close()
    except (TimeoutError, OSError, asyncio.IncompleteReadError):
        out.extend((kind, address, "no answer", at, last - at) for at, (kind, address) in list(zip(due, looks))[done:])


async def all_people(port, by_kind):
    chance = random.Random(2018)
    kinds, weights = list(SHARES), list(SHARES.values())
    begun, out = time.perf_counter() + 0.5, []
    plans = [[(k, chance.choice(by_kind[k])) for k in chance.choices(kinds, weights, k=SECONDS)] for _ in range(PEOPLE)]
    await asyncio.gather(*(person(n, port, plan, begun, out) for n, plan in enumerate(plans)))
    return out


def load(port, by_kind):
    """Milliseconds of every page by kind, and of those asked for the first time; what failed, as status → addresses."""
    looked = sorted(asyncio.run(all_people(port, by_kind)), key=lambda look: look[3])
    times, seen, failed = {kind: [] for kind in SHARES} | {"first": []}, set(), {}
    for kind, address, status, _, seconds in looked:
        times[kind].append(seconds * 1000)
        if address not in seen:
            times["first"].append(seconds * 1000)
        seen.add(address)
        if status != 200:
            failed.setdefault(str(status), []).append(address)
    return times, failed


def share(values, part):
    """The value that this part of all do not exceed."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(part * len(ranked)))]
