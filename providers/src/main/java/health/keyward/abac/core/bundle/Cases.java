package health.keyward.abac.core.bundle;

import health.keyward.abac.core.Engine;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks a policy what its bundle says it must answer. */
public final class Cases {
    private static final Duration EACH = Duration.ofMillis(250);

    private Cases() {}

    public static List<CaseResult> run(List<Case> cases, Engine engine) {
        List<CaseResult> results = new ArrayList<>();
        for (Case one : cases) {
            results.add(
                    switch (engine.evaluate(one.entrypoint(), one.input(), EACH)) {
                        case Engine.Outcome.Answered(var value, var matched) ->
                            same(value, one.want())
                                    ? new CaseResult(one.name(), true, "")
                                    : new CaseResult(one.name(), false, "It is decided otherwise.");
                        case Engine.Outcome.Failed(var failure, var detail) ->
                            new CaseResult(one.name(), false, failure.code() + ": " + detail);
                    });
        }
        return results;
    }

    /** Numbers by value, everything else as it stands. */
    static boolean same(@Nullable Object a, @Nullable Object b) {
        if (a instanceof Number x && b instanceof Number y) {
            return new BigDecimal(x.toString()).compareTo(new BigDecimal(y.toString())) == 0;
        }
        if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
            return x.keySet().equals(y.keySet()) && x.keySet().stream().allMatch(key -> same(x.get(key), y.get(key)));
        }
        if (a instanceof List<?> x && b instanceof List<?> y) {
            boolean same = x.size() == y.size();
            for (int i = 0; same && i < x.size(); i++) {
                same = same(x.get(i), y.get(i));
            }
            return same;
        }
        return a == null ? b == null : a.equals(b);
    }
}
