package health.keyward.example.oidc;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One claim that arrived, written for a reader: lists with commas, instants as ISO-8601 UTC. */
record Claim(String name, String value) {
    static List<Claim> readable(Map<String, Object> claims) {
        return claims.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(claim -> new Claim(claim.getKey(), write(claim.getValue())))
                .toList();
    }

    private static String write(Object value) {
        return switch (value) {
            case Collection<?> list -> list.stream().map(Claim::write).collect(Collectors.joining(", "));
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + write(entry.getValue()))
                        .collect(Collectors.joining("; "));
            case Instant instant -> instant.toString();
            default -> String.valueOf(value);
        };
    }
}
