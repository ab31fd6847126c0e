package io.escapement.engine.book;

class TreeMapBookTest extends BookContract {
    @Override
    Book newBook() {
        return new TreeMapBook();
    }
}
