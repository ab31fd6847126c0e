package io.escapement.engine.control;

import io.escapement.engine.control.ControlRequest.Verb;
import io.escapement.engine.monitor.Console;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@Timeout(60)
class ControlServerTest {
    private static final Console CONSOLE = new Console(System.out, System.err, true);

    @TempDir
    private Path journal;
    private final List<ControlRequest> heard = new ArrayList<>();

    private ControlServer open() throws IOException {
        return ControlServer.open(journal, (request, progress) -> {
            heard.add(request);
            progress.accept("one");
            progress.accept("two");
            return Map.of("ok", true, "openOrders", 3, "state", "HALTED");
        }, CONSOLE);
    }

    @Test
    void aRequestIsHeardAndAnsweredWithItsProgress() throws IOException {
        final List<String> progress = new ArrayList<>();
        final ControlRequest request = new ControlRequest(Verb.KILL, "anna", "it loses", 500);
        try (ControlServer server = open()) {
            assertEquals(Map.of("ok", "true", "openOrders", "3", "state", "HALTED"),
                ControlClient.ask(journal, request, progress::add));
        }
        assertEquals(List.of(request), heard);
        assertEquals(List.of("one", "two"), progress);
    }

    @Test
    void onlyTheOwnerCanReachTheSocket() throws IOException {
        try (ControlServer server = open()) {
            final Path folder = journal.resolve(ControlSocket.FOLDER);
            assertEquals(List.of("rwx------", "rw-------"), List.of(
                PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)),
                PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(ControlSocket.NAME)))));
        }
        assertFalse(Files.exists(journal.resolve(ControlSocket.FOLDER).resolve(ControlSocket.NAME)));
    }

    @Test
    void aFolderThatOthersCouldEnterIsClosedToThem() throws IOException {
        final Path folder = Files.createDirectory(journal.resolve(ControlSocket.FOLDER));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.createFile(folder.resolve(ControlSocket.NAME));
        open().close();
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
    }

    @Test
    void whereNoEngineListensTheClientSaysSo() throws IOException {
        final ControlRequest status = new ControlRequest(Verb.STATUS, "", "", 100);
        assertTrue(assertThrows(ControlClient.NoEngineException.class,
            () -> ControlClient.ask(journal, status, line -> { })).getMessage().contains("no engine runs on"));
        open().close();
        assertThrows(ControlClient.NoEngineException.class, () -> ControlClient.ask(journal, status, line -> { }));
    }

    @Test
    void whatIsNoRequestIsRefusedWithWhatWasExpected() throws IOException {
        try (ControlServer server = open()) {
            assertRefused("hello", "not a request");
            assertRefused("[]", "expected a JSON object");
            assertRefused("{\"verb\":{}}", "expected a flat JSON object");
            assertRefused("{\"verb\":\"explode\"}", "expected one of STATUS KILL RESUME CANCEL_ALL REDUCE");
            assertRefused("{\"verb\":\"kill\",\"person\":\"anna\"}", "needs a person and a reason");
            assertRefused("{\"verb\":\"kill\",\"person\":\" \",\"reason\":\"r\"}", "needs a person and a reason");
            assertRefused("{\"verb\":\"status\",\"timeoutMs\":\"soon\"}", "expected milliseconds");
            assertRefused("{\"verb\":\"status\",\"timeoutMs\":0}", "expected 1 to 600000");
            assertRefused("{\"verb\":\"" + "x".repeat(20_000), "longer than 16384");
        }
        assertEquals(List.of(), heard);
    }

    private void assertRefused(String line, String expected) throws IOException {
        try (SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.connect(ControlSocket.address(journal));
            socket.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
            final Map<String, String> answer = ControlMessages.read(new java.io.BufferedReader(
                Channels.newReader(socket, StandardCharsets.UTF_8)).readLine());
            assertEquals("false", answer.get("ok"));
            assertTrue(answer.get("problem").contains(expected), answer::toString);
        }
    }

    @Test
    void aPathThatFitsNoSocketIsRefusedWithWhatToDo() {
        final Path deep = Path.of("/" + "d".repeat(60) + "/" + "e".repeat(60));
        assertTrue(assertThrows(IOException.class, () -> ControlSocket.address(deep)).getMessage()
            .contains("set journal.directory to a shorter path"));
    }
}
