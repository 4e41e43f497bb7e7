select r.n, u.m from range(3) as r(n), unnest([1, 2]) as u(m), students s
