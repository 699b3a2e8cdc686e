package health.keyward.bench.login;

import health.keyward.bench.measure.Gates;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;

/** How many SQL statements more a sign-in asks on one of two servers. */
final class Statements {
    /** What every job asks first, several times a second, and no sign-in does. */
    private static final String OF_JOBS = "pg_try_advisory";

    private Statements() {}

    /**
     * Those that come with every sign-in: what jobs ask now and then comes less than once in two.
     *
     * @param signIns how many on each side
     * @param most the gate
     */
    static void more(
            TwoServers servers,
            Consumer<String> with,
            Consumer<String> without,
            int signIns,
            long most,
            Gates gates,
            Consumer<String> out) {
        Map<String, Long> asked = servers.asked(true, () -> signIn(with, signIns));
        Map<String, Long> other = servers.asked(false, () -> signIn(without, signIns));
        TreeSet<String> all = new TreeSet<>(asked.keySet());
        all.addAll(other.keySet());
        all.removeIf(statement -> statement.contains(OF_JOBS));
        long more = 0;
        for (String statement : all) {
            long one = Math.round(asked.getOrDefault(statement, 0L) / (double) signIns)
                    - Math.round(other.getOrDefault(statement, 0L) / (double) signIns);
            more += one;
            if (one != 0) {
                out.accept(String.format(
                        Locale.ROOT,
                        "%+d a sign-in: %s",
                        one,
                        statement.substring(0, Math.min(120, statement.length()))));
            }
        }
        out.accept(String.format(
                Locale.ROOT,
                "statements a sign-in, jobs included: %.2f with, %.2f without",
                sum(asked) / (double) signIns,
                sum(other) / (double) signIns));
        gates.atMost("statements more for a sign-in", most, more, "");
    }

    private static long sum(Map<String, Long> statements) {
        return statements.values().stream().mapToLong(Long::longValue).sum();
    }

    private static void signIn(Consumer<String> signIns, int times) {
        for (int i = 0; i < times; i++) {
            signIns.accept(BenchRealm.person(i));
        }
    }
}
