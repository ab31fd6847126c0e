package io.escapement.engine.pipeline;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.PhasedBackoffWaitStrategy;
import com.lmax.disruptor.SleepingWaitStrategy;
import com.lmax.disruptor.WaitStrategy;
import com.lmax.disruptor.YieldingWaitStrategy;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How a group's thread waits for the next event. */
public enum WaitPolicy {
    /** Spins, then lets others run; answers fast and burns a core that nobody else wants. */
    YIELDING("yielding") {
        @Override
        WaitStrategy create() {
            return new YieldingWaitStrategy();
        }
    },
    /** Sleeps on a lock; costs nothing while idle, microseconds to wake. */
    BLOCKING("blocking") {
        @Override
        WaitStrategy create() {
            return new BlockingWaitStrategy();
        }
    },
    /** Spins, yields, then naps 100 us at a time: quiet, without a lock for the producer. */
    SLEEPING("sleeping") {
        @Override
        WaitStrategy create() {
            return new SleepingWaitStrategy();
        }
    },
    /** Spins for 10 us, yields for 100 us, then naps. */
    PHASED("phased") {
        @Override
        WaitStrategy create() {
            return PhasedBackoffWaitStrategy.withSleep(10, 100, TimeUnit.MICROSECONDS);
        }
    },
    /** Never gives the core away: only where every group's thread has a core of its own. */
    BUSY_SPIN("busy-spin") {
        @Override
        WaitStrategy create() {
            return new BusySpinWaitStrategy();
        }
    };

    private final String configName;

    WaitPolicy(String configName) {
        this.configName = configName;
    }

    abstract WaitStrategy create();

    /** The name in a config. */
    public String configName() {
        return configName;
    }

    /** Every name that a config may use. */
    public static List<String> names() {
        return Arrays.stream(values()).map(WaitPolicy::configName).toList();
    }

    /**
     * The policy of that name.
     *
     * @return null if there is none
     */
    static WaitPolicy of(String configName) {
        for (final WaitPolicy policy : values()) {
            if (policy.configName.equals(configName)) {
                return policy;
            }
        }
        return null;
    }
}
