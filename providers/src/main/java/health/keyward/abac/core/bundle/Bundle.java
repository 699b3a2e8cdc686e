package health.keyward.abac.core.bundle;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A bundle that was read and, where a key is trusted, verified. The contents are shared and must not be written to.
 *
 * @param revision as its manifest says
 * @param signed whether a signature was asked for and found good
 * @param metadata of the manifest; texts, {@link Numeral}s, booleans, lists and maps
 * @param builtins what its plan calls
 * @param cases questions it brings along
 * @param coverage null when it brings no report
 */
public record Bundle(
        String revision,
        boolean signed,
        List<String> roots,
        Map<String, @Nullable Object> metadata,
        Map<String, byte[]> files,
        Set<String> builtins,
        List<Case> cases,
        @Nullable Coverage coverage) {
    public static final String MANIFEST = ".manifest";
    public static final String SIGNATURES = ".signatures.json";
    public static final String PLAN = "plan.json";
    public static final String DATA = "data.json";
    public static final String COVERAGE = "coverage.json";
    /** One file or a folder of files with {@link Case}s. */
    public static final String SMOKE = "smoke.json";

    public static final String GOLDEN = "golden/";

    public Bundle {
        roots = List.copyOf(roots);
        files = Map.copyOf(files);
        builtins = Set.copyOf(builtins);
        cases = List.copyOf(cases);
    }

    public byte[] plan() {
        return files.getOrDefault(PLAN, new byte[0]);
    }

    public byte[] data() {
        return files.getOrDefault(DATA, new byte[0]);
    }

    /** A file as text; empty when there is none of that name. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(files.get(name)).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** Says two bundles apart by what is in them, however they were packed: SHA-256 over the sorted names with their hashes, 64 hex digits. */
    public String sha256() {
        return CanonicalHash.ofBytes(new TreeMap<>(files)
                .entrySet().stream()
                        .filter(file -> !file.getKey().equals(SIGNATURES))
                        .map(file -> CanonicalHash.ofBytes(file.getValue()) + "  " + file.getKey() + "\n")
                        .collect(Collectors.joining())
                        .getBytes(StandardCharsets.UTF_8));
    }

    /** Rule files, tests left out. */
    public Set<String> rules() {
        return files.keySet().stream()
                .filter(name -> name.endsWith(".rego") && !name.endsWith("_test.rego"))
                .collect(Collectors.toUnmodifiableSet());
    }
}
