package io.escapement.engine.testkit;

import io.escapement.codecs.sbe.FeedStatusEncoder;
import io.escapement.engine.venue.ControlListener;

import java.util.ArrayList;
import java.util.List;

/** What a venue says of its connection, a line each. */
public class ControlLines implements ControlListener {
    public final List<String> control = new ArrayList<>();

    @Override
    public void onAccepted(long requestId) {
        control.add("accepted " + requestId);
    }

    @Override
    public void onRefused(long requestId, int code, String message) {
        control.add("refused " + requestId + " " + code + " " + message);
    }

    @Override
    public void onAccepted(String topic) {
        control.add("accepted " + topic);
    }

    @Override
    public void onRefused(String topic, int code, String message) {
        control.add("refused " + topic + " " + code + " " + message);
    }

    @Override
    public void onShutdownNotice(long venueTimeNs) {
        control.add(venueTimeNs == FeedStatusEncoder.receiveTimeNsNullValue() ? "shutdown" : "shutdown " + venueTimeNs);
    }

    @Override
    public void onAnswerWanted(String text) {
        control.add("answer " + text);
    }

    @Override
    public void onPong() {
        control.add("pong");
    }

    @Override
    public void onReady() {
        control.add("ready");
    }

    @Override
    public void onMaintenance(boolean begins, String detail) {
        control.add("maintenance " + begins + " " + detail);
    }
}
