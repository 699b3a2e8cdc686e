package health.keyward.local.demo;

import health.keyward.local.house.House;
import health.keyward.local.house.Progress;
import java.time.Clock;

/** Sixty days of history. */
public final class DemoHistory {
    private DemoHistory() {}

    public static void fill(House house, Clock clock, Progress progress) {
        progress.say("demo history: not written yet");
    }
}
