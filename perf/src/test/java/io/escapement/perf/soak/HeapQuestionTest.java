package io.escapement.perf.soak;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What JDK 17's {@code jcmd GC.heap_info} answers, by collector. */
class HeapQuestionTest {
    @Test
    void oneHeapIsRead() {
        assertEquals(3_141L << 10, HeapQuestion.parse("""
            4242:
             garbage-first heap   total 260096K, used 3141K [0x0000000704e00000, 0x0000000800000000)
              region size 2048K, 2 young (4096K), 0 survivors (0K)
             Metaspace       used 110K, committed 320K, reserved 1114112K
              class space    used 4K, committed 128K, reserved 1048576K
            """));
    }

    @Test
    void generationsAreAddedUpAndClassesAreNot() {
        assertEquals(1_500L + 20_480 << 10, HeapQuestion.parse("""
            4242:
             def new generation   total 78656K, used 1500K [0x0000000704e00000, 0x000000070a350000)
              eden space 69952K,   2% used [0x0000000704e00000, 0x0000000704f77010)
              from space 8704K,   0% used [0x0000000709250000, 0x0000000709250000)
             tenured generation   total 174784K, used 20480K [0x0000000759950000, 0x0000000764400000)
               the space 174784K,   0% used [0x0000000759950000, 0x0000000759950000)
             Metaspace       used 110K, committed 320K, reserved 1114112K
            """));
    }

    @Test
    void anAnswerWithoutAHeapIsNone() {
        assertEquals(-1, HeapQuestion.parse("4242:\njava.io.IOException: no such process\n"));
    }
}
