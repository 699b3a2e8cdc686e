package health.keyward.abac.keycloak.bundle;

import health.keyward.abac.core.Policy;
import health.keyward.abac.core.bundle.Archive;
import health.keyward.abac.core.bundle.BadBundle;
import health.keyward.abac.core.bundle.BadBundle.Fault;
import health.keyward.abac.core.bundle.Bundle;
import health.keyward.abac.core.bundle.Case;
import health.keyward.abac.core.bundle.Coverage;
import health.keyward.abac.core.bundle.Numeral;
import health.keyward.abac.core.bundle.TrustedKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a bundle, and verifies it where a key is trusted: first the signature, so that nothing of an unsigned one is looked into. */
final class BundleReader {
    private static final int LONGEST_REVISION = 128;
    private static final int MOST_CASES = 2_000;
    private static final String TEST = "_test.rego";

    private final @Nullable TrustedKey trusted;

    BundleReader(@Nullable TrustedKey trusted) {
        this.trusted = trusted;
    }

    Bundle packed(byte[] packed) throws BadBundle {
        return files(Archive.unpack(packed));
    }

    Bundle files(Map<String, byte[]> files) throws BadBundle {
        if (trusted != null) {
            new SignedFiles(trusted).check(files);
        }
        Map<String, @Nullable Object> manifest = Documents.object(Bundle.MANIFEST, needed(files, Bundle.MANIFEST));
        Documents.object(Bundle.DATA, needed(files, Bundle.DATA));
        Map<String, @Nullable Object> plan = Documents.object(Bundle.PLAN, needed(files, Bundle.PLAN));
        decides(plan);
        return new Bundle(
                revision(manifest.get("revision")),
                trusted != null,
                roots(manifest.get("roots")),
                manifest.get("metadata") == null ? Map.of() : Documents.object("metadata", manifest.get("metadata")),
                files,
                builtins(plan),
                cases(files),
                coverage(files));
    }

    private static byte[] needed(Map<String, byte[]> files, String name) throws BadBundle {
        byte[] content = files.get(name);
        if (content == null) {
            throw new BadBundle(Fault.INCOMPLETE, "The bundle has no " + name + ".");
        }
        return content;
    }

    private static String revision(@Nullable Object said) throws BadBundle {
        if (!(said instanceof String revision)
                || revision.isBlank()
                || revision.length() > LONGEST_REVISION
                || revision.chars().anyMatch(Character::isISOControl)) {
            throw new BadBundle(
                    Fault.INCOMPLETE, "The manifest names no revision of at most " + LONGEST_REVISION + " characters.");
        }
        return revision;
    }

    private static List<String> roots(@Nullable Object said) {
        return said instanceof List<?> list
                ? list.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList()
                : List.of("");
    }

    /** Without this entrypoint nothing could ever be decided. */
    private static void decides(Map<String, @Nullable Object> plan) throws BadBundle {
        Object plans =
                Documents.object("plans of " + Bundle.PLAN, plan.get("plans")).get("plans");
        boolean there = plans instanceof List<?> list
                && list.stream()
                        .anyMatch(one -> one instanceof Map<?, ?> map && Policy.DECISION.equals(map.get("name")));
        if (!there) {
            throw new BadBundle(Fault.INCOMPLETE, "The plan has no entrypoint " + Policy.DECISION + ".");
        }
    }

    private static Set<String> builtins(Map<String, @Nullable Object> plan) throws BadBundle {
        Object listed =
                Documents.object("static of " + Bundle.PLAN, plan.get("static")).get("builtin_funcs");
        Set<String> names = new HashSet<>();
        if (listed instanceof List<?> functions) {
            for (Object function : functions) {
                names.add(String.valueOf(Documents.object("builtin_funcs of " + Bundle.PLAN, function)
                        .get("name")));
            }
        }
        return names;
    }

    private static List<Case> cases(Map<String, byte[]> files) throws BadBundle {
        List<Case> cases = new ArrayList<>();
        for (Map.Entry<String, byte[]> file : new TreeMap<>(files).entrySet()) {
            String name = file.getKey();
            if (name.equals(Bundle.SMOKE) || (name.startsWith(Bundle.GOLDEN) && name.endsWith(".json"))) {
                List<Object> listed = new ArrayList<>();
                list(Documents.read(name, file.getValue()), listed);
                for (Object one : listed) {
                    cases.add(oneCase(name + " " + (cases.size() + 1), one));
                }
            }
        }
        if (cases.size() > MOST_CASES) {
            throw new BadBundle(Fault.TOO_LARGE, "A bundle brings at most " + MOST_CASES + " cases.");
        }
        return cases;
    }

    /** A case, a list of cases, or what holds such under names: {@code {"golden": {"app": [...]}}}. */
    private static void list(@Nullable Object read, List<Object> cases) {
        if (read instanceof List<?> list) {
            list.forEach(one -> list(one, cases));
        } else if (read instanceof Map<?, ?> map && !map.containsKey("want")) {
            map.values().forEach(one -> list(one, cases));
        } else {
            cases.add(read == null ? "null" : read);
        }
    }

    private static Case oneCase(String place, @Nullable Object read) throws BadBundle {
        Map<String, @Nullable Object> one = Documents.object(place, read);
        Map<String, @Nullable Object> input = Documents.object(place, Documents.plain(one.get("input")));
        return new Case(
                one.get("name") instanceof String name ? name : place,
                one.get("entrypoint") instanceof String entrypoint ? entrypoint : Policy.DECISION,
                input,
                Documents.plain(one.get("want")));
    }

    /** Tests are covered by themselves, so that they count for nothing here. */
    private static @Nullable Coverage coverage(Map<String, byte[]> files) throws BadBundle {
        byte[] report = files.get(Bundle.COVERAGE);
        if (report == null) {
            return null;
        }
        Map<String, @Nullable Object> read = Documents.object(Bundle.COVERAGE, report);
        Map<String, @Nullable Object> of = Documents.object("files of " + Bundle.COVERAGE, read.get("files"));
        long covered = 0;
        long notCovered = 0;
        Set<String> names = new HashSet<>();
        for (Map.Entry<String, @Nullable Object> file : of.entrySet()) {
            if (!file.getKey().endsWith(TEST)) {
                Map<String, @Nullable Object> lines = Documents.object(file.getKey(), file.getValue());
                covered += lines(lines, "covered_lines");
                notCovered += lines(lines, "not_covered_lines");
                names.add(file.getKey());
            }
        }
        return new Coverage(covered, notCovered, names);
    }

    private static long lines(Map<String, @Nullable Object> report, String name) throws BadBundle {
        Object said = report.get(name);
        if (said == null) {
            return 0;
        }
        if (said instanceof Numeral(var digits) && digits.matches("[0-9]{1,9}")) {
            return Long.parseLong(digits);
        }
        throw new BadBundle(Fault.UNREADABLE, name + " of " + Bundle.COVERAGE + " is no number of lines.");
    }
}
