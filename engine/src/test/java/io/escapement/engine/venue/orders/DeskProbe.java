package io.escapement.engine.venue.orders;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.BookRules;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.testkit.RecordingInlet;
import io.escapement.engine.venue.trial.AccountLines;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/** A desk that notes what a line tells it, without a gateway behind it. */
public final class DeskProbe implements AccountDesk {
    public static final long NOW_NS = 1_700_000_000_000_000_000L;
    public static final AccountConfig CONFIG = AccountConfig.of(Secrets.of("the-key", "the-secret"), 7, Set.of(1),
        Provenance.SIMULATED, "ws://127.0.0.1:1", "http://127.0.0.1:1");

    private final RecordingInlet inlet = new RecordingInlet();
    private final AccountEvents events;
    private final AccountInstruments instruments = new AccountInstruments();
    private final RequestBudget budget = new RequestBudget(List.of(new Allowance(1_000, 60_000, true, 0)),
        List.of(new Allowance(50, 10_000, true, 0)));
    private final Report report = new Report();
    private final List<String> lines = new ArrayList<>();
    private final AccountLine line;

    public DeskProbe(Venue venue, BiFunction<AccountConfig, AccountDesk, AccountLine> maker) {
        events = new AccountEvents(inlet, venue, Provenance.SIMULATED);
        final boolean linear = venue == Venue.BINANCE_USDM;
        instruments.define(instrument(venue, linear ? InstrumentKind.LINEAR : InstrumentKind.SPOT));
        line = maker.apply(CONFIG, this);
    }

    /** BTCUSDT, ticks of 0.01. */
    public static Instrument instrument(Venue venue, InstrumentKind kind) {
        return new Instrument(1, venue, "BTCUSDT", "BTC", "USDT", -2, -8, 1, 1_000, 1_000, 900_000_000_000L,
            500_000_000, InstrumentStatus.TRADING, kind, Instrument.ONE, "BTC/USDT", BookRules.of(SyncKind.RANGES));
    }

    /** An order as an encoder wants it. */
    public static GatewayOrder order(Instrument instrument, long clientOrderId) {
        final GatewayOrder order = new GatewayOrder();
        order.clear();
        order.clientOrderId = clientOrderId;
        order.instrument = instrument;
        return order;
    }

    /** What the frame makes the line tell. */
    public List<String> frame(byte[] bytes, boolean text) {
        lines.clear();
        inlet.clear();
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[bytes.length + 9]);
        buffer.putBytes(5, bytes);
        line.onFrame(buffer, 5, bytes.length, text, NOW_NS);
        collect();
        return List.copyOf(lines);
    }

    public List<String> frame(String text) {
        return frame(text.getBytes(StandardCharsets.UTF_8), true);
    }

    private void collect() {
        for (int i = 0; i < inlet.size(); i++) {
            lines.add(AccountLines.render(inlet.events().get(i), 0));
        }
        inlet.clear();
    }

    @Override
    public long nowNs() {
        return NOW_NS;
    }

    @Override
    public long venueMs() {
        return NOW_NS / 1_000_000L;
    }

    @Override
    public AccountInstruments instruments() {
        return instruments;
    }

    @Override
    public AccountEvents events() {
        return events;
    }

    @Override
    public RequestBudget budget() {
        return budget;
    }

    @Override
    public Report report() {
        return report.clear();
    }

    @Override
    public void publish(Report heard) {
        if (heard.clientOrderId == ClientOrderText.NONE) {
            lines.add("another's order");
        } else {
            events.report(heard);
            collect();
        }
    }

    @Override
    public void loggedOn(AccountLine of) {
        lines.add("logged on");
    }

    @Override
    public void ready(AccountLine of) {
        lines.add("ready");
    }

    @Override
    public void refused(AccountLine of, String what) {
        lines.add("refused: " + what);
    }

    @Override
    public void interrupted(AccountLine of, String why) {
        lines.add("interrupted: " + why);
    }

    @Override
    public void answered(Operation operation, long clientOrderId, Answer refusal) {
        lines.add(operation + " " + ClientOrderText.of(clientOrderId) + (refusal == null ? " granted"
            : " " + refusal.refusal().fate() + " " + refusal.refusal().code() + " " + refusal));
    }

    @Override
    public void malformed(String detail) {
        lines.add("malformed: " + detail);
    }
}
