package io.escapement.engine.book;

/** {@link OrderBook} as the common suite sees it. */
final class LadderBook implements Book {
    final OrderBook book;
    private final DepthCursor cursor = new DepthCursor();

    LadderBook(OrderBook book) {
        this.book = book;
    }

    @Override
    public void clear() {
        book.clear();
    }

    @Override
    public void setBid(long price, long quantity) {
        book.setBid(price, quantity);
    }

    @Override
    public void setAsk(long price, long quantity) {
        book.setAsk(price, quantity);
    }

    @Override
    public long bidPrice() {
        return book.bidPrice();
    }

    @Override
    public long bidQuantity() {
        return book.bidQuantity();
    }

    @Override
    public long askPrice() {
        return book.askPrice();
    }

    @Override
    public long askQuantity() {
        return book.askQuantity();
    }

    @Override
    public int bidCount() {
        return book.bidCount();
    }

    @Override
    public int askCount() {
        return book.askCount();
    }

    @Override
    public long bidQuantityAt(long price) {
        return book.bidQuantityAt(price);
    }

    @Override
    public long askQuantityAt(long price) {
        return book.askQuantityAt(price);
    }

    @Override
    public boolean isCrossed() {
        return book.isCrossed();
    }

    @Override
    public String levels() {
        return levels(book, cursor);
    }

    static String levels(OrderBook book, DepthCursor cursor) {
        final StringBuilder text = new StringBuilder("bids");
        append(text, cursor.bids(book));
        text.append(" | asks");
        append(text, cursor.asks(book));
        return text.toString();
    }

    private static void append(StringBuilder text, DepthCursor cursor) {
        while (cursor.next()) {
            text.append(' ').append(cursor.price()).append('x').append(cursor.quantity());
        }
    }
}
