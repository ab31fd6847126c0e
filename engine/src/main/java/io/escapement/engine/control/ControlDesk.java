package io.escapement.engine.control;

import io.escapement.codecs.sbe.Command;
import io.escapement.codecs.sbe.GatewayCondition;
import io.escapement.codecs.sbe.TradingState;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.pipeline.Verdict;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Does what people ask of a running engine: puts their commands into the ring, and waits on the board until what they
 * asked for is so. One command at a time; questions at any time.
 */
public final class ControlDesk implements ControlHandler {
    private static final long LOOK_MS = 5;
    private static final long SAY_EVERY_MS = 1_000;
    private static final String NOT_TAKEN =
        "the engine has not taken the command in time: its pipeline stands still or is overloaded";

    /** The way into the ring. */
    @FunctionalInterface
    public interface Outlet {
        /** @return false if too much waits already */
        boolean offer(Command command, String person, String reason);
    }

    private final TradingBoard board;
    private final Outlet outlet;
    private final Set<Venue> gateways;
    private final HeartbeatFile heartbeat;

    /**
     * @param gateways  venues with an account: a kill waits for their word that nothing is open
     * @param heartbeat the engine's own
     */
    public ControlDesk(TradingBoard board, Outlet outlet, Set<Venue> gateways, HeartbeatFile heartbeat) {
        this.board = board;
        this.outlet = outlet;
        this.gateways = Set.copyOf(gateways);
        this.heartbeat = heartbeat;
    }

    @Override
    public Map<String, Object> handle(ControlRequest request, Consumer<String> progress) throws InterruptedException {
        return switch (request.verb()) {
            case STATUS -> status(true, "");
            case KILL -> cancelling(request, Command.KILL, progress);
            case CANCEL_ALL -> cancelling(request, Command.CANCEL_ALL, progress);
            case RESUME -> switching(request, Command.RESUME, TradingState.ACTIVE);
            case REDUCE -> switching(request, Command.REDUCE, TradingState.REDUCING);
        };
    }

    /** The way that a signal to stop goes: as a kill, but that the next run may trade again. */
    public Map<String, Object> stop(String person, String reason, long timeoutMs, Consumer<String> progress)
        throws InterruptedException {
        return cancelling(new ControlRequest(ControlRequest.Verb.KILL, person, reason, timeoutMs), Command.STOP,
            progress);
    }

    private synchronized Map<String, Object> cancelling(ControlRequest request, Command command,
                                                        Consumer<String> progress) throws InterruptedException {
        final long untilNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(request.timeoutMs());
        progress.accept(command + ": " + board.open() + " orders are open");
        final TradingBoard.Judged judged = command(request, command, untilNs);
        if (judged == null) {
            return status(false, NOT_TAKEN);
        }
        progress.accept(command + " is record " + judged.sequence() + "; trading is " + board.trading().state());
        final boolean clean = await(untilNs, () -> board.open() == 0 && venuesAreClean(judged.sequence()),
            () -> progress.accept(board.open() + " orders are open, " + board.unknown() + " of them unknown; "
                + venuesSaid(judged.sequence())));
        return clean ? status(true, "") : status(false, "not everything is known to be cancelled: " + board.open()
            + " orders are open as far as the engine knows, " + board.unknown() + " of them of unknown fate; "
            + venuesSaid(judged.sequence()));
    }

    private boolean venuesAreClean(long since) {
        return gateways.stream().allMatch(venue -> {
            final TradingBoard.Said said = board.cancelling().get(venue);
            return said != null && said.sequence() > since && said.condition() == GatewayCondition.ALL_CANCELLED;
        });
    }

    private String venuesSaid(long since) {
        if (gateways.isEmpty()) {
            return "no account is configured: orders are on paper";
        }
        return gateways.stream().sorted().map(venue -> {
            final TradingBoard.Said said = board.cancelling().get(venue);
            return venue + (said == null || said.sequence() <= since ? " has not said yet that nothing is open"
                : " said " + said.condition() + (said.detail().isEmpty() ? "" : " (" + said.detail() + ")"));
        }).collect(Collectors.joining(", "));
    }

    private synchronized Map<String, Object> switching(ControlRequest request, Command command, TradingState wanted)
        throws InterruptedException {
        final long untilNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(request.timeoutMs());
        final TradingBoard.Judged judged = command(request, command, untilNs);
        if (judged == null) {
            return status(false, NOT_TAKEN);
        }
        if (judged.verdict() == Verdict.REFUSED) {
            return status(false, "the core refused the " + command + ": trading is " + board.trading().state()
                + ", reason " + board.trading().reason());
        }
        final boolean so = board.trading().state() == wanted;
        return status(so, so ? "" : "trading is " + board.trading().state() + ", not " + wanted);
    }

    private TradingBoard.Judged command(ControlRequest request, Command command, long untilNs)
        throws InterruptedException {
        final long before = board.judged().sequence();
        if (!outlet.offer(command, request.person(), request.reason())) {
            return null;
        }
        final boolean taken = await(untilNs, () -> board.judged().sequence() > before
            && board.judged().command() == command && board.judged().person().equals(request.person()), () -> { });
        return taken ? board.judged() : null;
    }

    private static boolean await(long untilNs, BooleanSupplier condition, Runnable say) throws InterruptedException {
        long sayNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SAY_EVERY_MS);
        while (!condition.getAsBoolean()) {
            final long nowNs = System.nanoTime();
            if (nowNs >= untilNs) {
                return condition.getAsBoolean();
            }
            if (nowNs >= sayNs) {
                say.run();
                sayNs = nowNs + TimeUnit.MILLISECONDS.toNanos(SAY_EVERY_MS);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        }
        return true;
    }

    private Map<String, Object> status(boolean ok, String problem) {
        final TradingBoard.Trading trading = board.trading();
        final Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("ok", ok);
        if (!problem.isEmpty()) {
            answer.put("problem", problem);
        }
        answer.put("state", trading.state().name());
        answer.put("reason", trading.reason().name());
        answer.put("since", trading.sequence());
        answer.put("openOrders", board.open());
        answer.put("unknownOrders", board.unknown());
        answer.put("sequence", board.sequence());
        answer.put("carried", board.carryEnded());
        answer.put("pid", ProcessHandle.current().pid());
        answer.put("engineId", heartbeat.engineId());
        answer.put("startTimeNs", heartbeat.startTimeNs());
        answer.put("watchdog", watchdog());
        board.reconciling().forEach((venue, said) -> answer.put("gateway." + venue, said.condition().name()));
        board.cancelling().forEach((venue, said) -> answer.put("cancelled." + venue, said.condition().name()));
        return answer;
    }

    private String watchdog() {
        final HeartbeatFile.Word word = heartbeat.word();
        final String acted = word.timeNs() == 0 ? "" : "; it acted: " + word.text();
        return (heartbeat.watchedAtNs() == 0 ? "none"
            : "last looked at " + heartbeat.watchedAtNs() + ", limit " + heartbeat.watchdogLimitNs()) + acted;
    }

    /** What an answer says, for a person. */
    public static List<String> lines(Map<String, ?> answer) {
        return answer.entrySet().stream().filter(field -> !field.getKey().equals("ok"))
            .map(field -> field.getKey() + ": " + field.getValue()).toList();
    }
}
