//! JSON text without the members that are not kept. Line ends inside them stay, so everything else keeps its line.

use super::names::Name;

/// The text of a JSON value with only the members that the tree knows. The value must be valid JSON.
pub(crate) fn cut(text: &str, known: &Name) -> String {
    let mut cutter = Cutter {
        text,
        place: 0,
        out: String::with_capacity(text.len()),
    };
    cutter.value(Some(known));
    cutter.out.push_str(&text[cutter.place..]);
    cutter.out
}

struct Cutter<'t> {
    text: &'t str,
    place: usize,
    out: String,
}

impl Cutter<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.place).copied()
    }

    /// Copy the space up to the next sign.
    fn space(&mut self) {
        let from = self.place;
        while self.peek().is_some_and(|b| b.is_ascii_whitespace()) {
            self.place += 1;
        }
        self.out.push_str(&self.text[from..self.place]);
    }

    /// One value; `None`: nothing below is known, and it becomes null.
    fn value(&mut self, known: Option<&Name>) {
        self.space();
        match (self.peek(), known) {
            (_, Some(name)) if name.is_kept_whole() => {
                let from = self.place;
                self.pass();
                self.out.push_str(&self.text[from..self.place]);
            }
            (Some(b'{'), Some(name)) => self.object(name),
            (Some(b'['), Some(name)) => self.list(name),
            _ => {
                self.out.push_str("null");
                self.drop_value();
            }
        }
    }

    fn object(&mut self, name: &Name) {
        self.sign();
        let mut is_first = true;
        loop {
            self.space();
            match self.peek() {
                Some(b'"') => {}
                Some(b',') => {
                    self.place += 1;
                    continue;
                }
                Some(b'}') => return self.sign(),
                _ => return,
            }
            let from = self.place;
            self.pass();
            let key = &self.text[from..self.place];
            let plain = serde_json::from_str::<String>(key).unwrap_or_default();
            match name.child(&plain).filter(|_| !name.is_cut(&plain)) {
                Some(child) => {
                    if !is_first {
                        self.out.push(',');
                    }
                    is_first = false;
                    self.out.push_str(key);
                    self.space();
                    self.sign();
                    self.value(Some(child));
                }
                None => {
                    self.space();
                    self.place += 1;
                    self.space();
                    self.drop_value();
                }
            }
        }
    }

    fn list(&mut self, name: &Name) {
        self.sign();
        loop {
            self.space();
            match self.peek() {
                Some(b']') => return self.sign(),
                Some(b',') => self.sign(),
                Some(_) => self.value(Some(name)),
                None => return,
            }
        }
    }

    /// Copy one sign.
    fn sign(&mut self) {
        let next = (self.place + 1).min(self.text.len());
        self.out.push_str(&self.text[self.place..next]);
        self.place = next;
    }

    /// Go over one value, keeping only its line ends.
    fn drop_value(&mut self) {
        let from = self.place;
        self.pass();
        self.out
            .extend(self.text[from..self.place].chars().filter(|c| *c == '\n'));
    }

    /// Go over one value, however deep, without recursion.
    fn pass(&mut self) {
        let (mut depth, mut in_text) = (0_usize, false);
        while let Some(byte) = self.peek() {
            if in_text {
                match byte {
                    b'\\' => self.place += 1,
                    b'"' => in_text = false,
                    _ => {}
                }
            } else {
                match byte {
                    b'"' => in_text = true,
                    b'{' | b'[' => depth += 1,
                    b'}' | b']' if depth == 0 => return,
                    b'}' | b']' => depth -= 1,
                    b',' if depth == 0 => return,
                    _ if depth == 0 && byte.is_ascii_whitespace() => return,
                    _ => {}
                }
            }
            self.place += 1;
            if depth == 0 && !in_text && matches!(byte, b'"' | b'}' | b']') {
                return;
            }
        }
    }
}
