//! A department on invented data, and its answer sheet
