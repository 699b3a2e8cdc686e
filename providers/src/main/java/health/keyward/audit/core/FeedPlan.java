package health.keyward.audit.core;

import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One feed as it is configured. Its members, with defaults, are the table in {@code docs/exports.md}.
 *
 * @param name lower-case letters, digits and hyphens, at most 32
 * @param target {@code file:} a directory; {@code tls:} or {@code tcp:} a syslog receiver; {@code https:} or {@code http:} an endpoint
 * @param start where a feed begins that never ran
 * @param plain whether {@code tcp:} and {@code http:} to other machines are wanted although nothing is encrypted
 * @param batch most entries per delivery, 1 to 1000
 * @param host the observer in every format
 */
public record FeedPlan(
        String name,
        Kind kind,
        FeedFormat format,
        URI target,
        People people,
        Start start,
        boolean plain,
        int batch,
        String host,
        Secrets secrets) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Files outside the database, each optional: trusted certificates as PEM, a PKCS#12 with the client's key, a token, a key for signatures. */
    public record Secrets(
            @Nullable Path trust,
            @Nullable Path clientKeys,
            @Nullable Path clientKeysPassword,
            @Nullable Path token,
            @Nullable Path signatureKey) {
        public static final Secrets NONE = new Secrets(null, null, null, null, null);
    }

    /** What carries the entries. */
    public enum Kind {
        FILE(Set.of("file")),
        SYSLOG(Set.of("tls", "tcp")),
        WEBHOOK(Set.of("https", "http")),
        /** A decision log service of OPA; gets decisions alone. */
        OPA(Set.of("https", "http"));

        private final Set<String> schemes;

        Kind(Set<String> schemes) {
            this.schemes = schemes;
        }
    }

    /** First entry of a new feed. */
    public enum Start {
        BEGINNING,
        NOW
    }

    public FeedPlan {
        String scheme = String.valueOf(target.getScheme());
        check(NAME.matcher(name).matches(), name, "has a name of 1 to 32 of a-z, 0-9 and -, beginning with a letter");
        check(kind.schemes.contains(scheme), name, "has a target with one of " + kind.schemes);
        check(target.getRawUserInfo() == null, name, "has no password in its target; use tokenFile");
        check(kind == Kind.FILE || target.getHost() != null, name, "has a target with a host");
        check(kind != Kind.SYSLOG || target.getPort() > 0, name, "has a target with a port");
        check(
                kind != Kind.WEBHOOK || format == FeedFormat.JSON || format == FeedFormat.FHIR,
                name,
                "sends json or fhir");
        check(kind != Kind.OPA || format == FeedFormat.JSON, name, "to OPA's log service sends json");
        check(
                kind != Kind.OPA || people == People.NAMES,
                name,
                "to OPA's log service shows what the policy's mask lets through; say \"people\": \"names\" if that is"
                        + " wanted");
        boolean open = scheme.equals("tcp") || (scheme.equals("http") && !HERE.contains(target.getHost()));
        check(!open || plain, name, "would send without encryption; say \"plain\": true if that is wanted");
        check(batch >= 1 && batch <= 1_000, name, "has a batch of 1 to 1000");
    }

    /** What it is, in words, without anything secret. */
    public String described() {
        String where = kind == Kind.FILE ? "files" : target.getScheme() + "://" + target.getRawAuthority();
        return format.word() + " to " + where + ", people: " + people.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static void check(boolean holds, String name, String what) {
        if (!holds) {
            throw new IllegalArgumentException("feed " + name.replaceAll("[^ -~]", "?") + ": a feed " + what);
        }
    }
}
