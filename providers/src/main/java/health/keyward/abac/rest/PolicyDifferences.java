package health.keyward.abac.rest;

import health.keyward.abac.core.bundle.Bundle;
import health.keyward.abac.core.bundle.TextDifference;
import health.keyward.contract.abac.PolicyDifference;
import health.keyward.contract.abac.PolicyDifference.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What differs between two bundles, file by file. The plan is made from the rules and nobody reads it, so that it is only named. */
final class PolicyDifferences {
    private static final int MOST_LINES = 400;

    private PolicyDifferences() {}

    static PolicyDifference between(long from, Bundle before, long to, Bundle after) {
        var names = new TreeSet<>(before.files().keySet());
        names.addAll(after.files().keySet());
        names.remove(Bundle.SIGNATURES);
        List<PolicyDifference.File> files = new ArrayList<>();
        for (String name : names) {
            byte @Nullable [] was = before.files().get(name);
            byte @Nullable [] is = after.files().get(name);
            if (!Arrays.equals(was, is)) {
                files.add(
                        file(name, was == null ? Kind.ADDED : is == null ? Kind.REMOVED : Kind.CHANGED, before, after));
            }
        }
        return new PolicyDifference(from, to, files);
    }

    private static PolicyDifference.File file(String name, Kind kind, Bundle before, Bundle after) {
        if (!PolicyWords.isText(name) || name.equals(Bundle.PLAN)) {
            return new PolicyDifference.File(name, kind, List.of(), true);
        }
        List<TextDifference.Line> lines =
                TextDifference.between(PolicyWords.readable(name, before), PolicyWords.readable(name, after));
        return new PolicyDifference.File(
                name,
                kind,
                lines.stream()
                        .limit(MOST_LINES)
                        .map(line -> new PolicyDifference.Line(
                                Kind.valueOf(line.kind().name()), line.before(), line.after(), line.text()))
                        .toList(),
                lines.size() <= MOST_LINES);
    }
}
