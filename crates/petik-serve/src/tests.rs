mod bodies;
mod callers;
mod client;
mod description;
mod limits;
