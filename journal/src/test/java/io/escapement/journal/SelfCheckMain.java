package io.escapement.journal;

/** Runs the self-check in a JVM of its own: exit code 3 and the message where it fails. */
final class SelfCheckMain {
    private SelfCheckMain() {
    }

    public static void main(String[] args) {
        try {
            JournalSelfCheck.run();
        } catch (final JournalException e) {
            System.out.println(e.getMessage());
            System.exit(3);
        }
    }
}
