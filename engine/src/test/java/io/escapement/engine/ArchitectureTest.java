package io.escapement.engine;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/** The fences between the rooms of the house; ARCHITECTURE.md says why they stand where they do. */
@AnalyzeClasses(packages = "io.escapement", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ENGINE = "io.escapement.engine";
    private static final String[] CORE = {
        ENGINE + ".feed..", ENGINE + ".book..", ENGINE + ".consolidation..", ENGINE + ".bars..",
        ENGINE + ".buckets..", ENGINE + ".columns..", ENGINE + ".features..", ENGINE + ".indicators..",
        ENGINE + ".inputs..", ENGINE + ".pairs..", ENGINE + ".pivots..", ENGINE + ".quality..",
        ENGINE + ".statistics..", ENGINE + ".decision..", ENGINE + ".risk..", ENGINE + ".orders..",
        ENGINE + ".position..", ENGINE + ".market.."};

    @ArchTest
    static final ArchRule ONLY_THE_JOURNAL_KNOWS_CHRONICLE_QUEUE = noClasses()
        .that().resideOutsideOfPackages("io.escapement.journal..")
        .should().dependOnClassesThat().resideInAnyPackage("net.openhft.chronicle.queue..");

    @ArchTest
    static final ArchRule ONLY_VENUES_KNOW_NETTY = noClasses()
        .that().resideOutsideOfPackages(ENGINE + ".venue..", ENGINE)
        .should().dependOnClassesThat().resideInAnyPackage("io.netty..");

    @ArchTest
    static final ArchRule THE_PIPELINE_KNOWS_NO_TRADING = noClasses()
        .that().resideInAPackage(ENGINE + ".pipeline..")
        .should().dependOnClassesThat().resideInAnyPackage(concat(CORE, ENGINE + ".venue..", ENGINE + ".paper..",
            "io.escapement.codecs.instrument.."));

    @ArchTest
    static final ArchRule THE_CORE_KNOWS_NO_VENUE_AND_NO_EDGE = noClasses()
        .that().resideInAnyPackage(CORE)
        .should().dependOnClassesThat().resideInAnyPackage(ENGINE + ".venue..", ENGINE + ".paper..",
            ENGINE + ".monitor..", ENGINE + ".config..", ENGINE + ".replay..", "io.netty..",
            "com.lmax.disruptor..", "java.net..", "java.nio.file..");

    @ArchTest
    static final ArchRule THE_CORE_READS_NO_CLOCK_AND_DRAWS_NO_CHANCE = noClasses()
        .that().resideInAnyPackage(CORE)
        .should().callMethod(System.class, "nanoTime")
        .orShould().callMethod(System.class, "currentTimeMillis")
        .orShould().callMethod(System.class, "getenv", String.class)
        .orShould().callMethod(Math.class, "random")
        .orShould().dependOnClassesThat().haveFullyQualifiedName("java.util.Random")
        .orShould().dependOnClassesThat().haveFullyQualifiedName("java.util.SplittableRandom")
        .orShould().dependOnClassesThat().haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
        .orShould().dependOnClassesThat().haveFullyQualifiedName("java.util.HashMap")
        .orShould().callMethod(Thread.class, "currentThread")
        .orShould().callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule THE_CORE_CALLS_NO_MATH_THAT_MAY_DIFFER = noClasses()
        .that().resideInAnyPackage(CORE)
        .should().callMethod(Math.class, "exp", double.class)
        .orShould().callMethod(Math.class, "log", double.class)
        .orShould().callMethod(Math.class, "pow", double.class, double.class)
        .orShould().callMethod(Math.class, "sin", double.class)
        .orShould().callMethod(Math.class, "cos", double.class);

    @ArchTest
    static final ArchRule ONLY_THE_ROOT_WIRES = noClasses()
        .that().resideInAPackage(ENGINE + ".*..")
        .should().dependOnClassesThat().resideInAPackage(ENGINE);

    @ArchTest
    static final ArchRule NO_ROOM_FOR_ODDS_AND_ENDS = classes()
        .should().resideOutsideOfPackages("..common..", "..util..", "..impl..", "..core..", "..manager..");

    private static String[] concat(String[] some, String... more) {
        final String[] all = new String[some.length + more.length];
        System.arraycopy(some, 0, all, 0, some.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }
}
