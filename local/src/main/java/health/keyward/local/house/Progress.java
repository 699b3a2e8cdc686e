package health.keyward.local.house;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Says what the starter does, one line per step with the time it took. */
public final class Progress {
    private final Consumer<String> out;

    public Progress(Consumer<String> out) {
        this.out = out;
    }

    /** A progress that says nothing. */
    public static Progress silent() {
        return new Progress(line -> {});
    }

    public void say(String line) {
        out.accept(line);
    }

    public void step(String what, Runnable work) {
        step(what, () -> {
            work.run();
            return what;
        });
    }

    /** Does the work and says how long it took; says it too when the work fails. */
    public <T> T step(String what, Supplier<T> work) {
        long start = System.nanoTime();
        try {
            T made = work.get();
            out.accept(line(what, start, ""));
            return made;
        } catch (RuntimeException failed) {
            out.accept(line(what, start, "  failed"));
            throw failed;
        }
    }

    private static String line(String what, long start, String end) {
        double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
        return String.format(java.util.Locale.ROOT, "  %-34s %6.1f s%s", what, seconds, end);
    }
}
