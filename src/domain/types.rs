//! The field types: each says how it merges, which columns it has and how it is read.

mod compound;
mod lists;
mod round;
mod scalar;
mod turn;

pub use compound::{
    Amount, Budget, Held, Lead, Override, Pair, Poll, Position, Rag, Rank, Since, Span, State,
    Status,
};
pub use lists::{BETWEEN, Refs, Target, Words, joined, several};
pub use round::{Marks, Paper};
pub use scalar::{
    Any, Choice, Day, Flag, Line, ListName, Long, Marking, Number, Ref, Time, Token, Word,
};
pub use turn::Turn;
