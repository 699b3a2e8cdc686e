package health.keyward.abac;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is known, or known to be unknown, when a decision is made.
 *
 * @param path where it stands in the policy's input, for example {@code subject.properties.roles}
 * @param value text, number, boolean, list or map of these; {@link #UNKNOWN} where it should be known and is not
 * @param source name of the {@link AttributeSource}
 * @param asOf when it was true; null when nobody can say
 */
public record Attribute(
        String path, Object value, String source, @Nullable Instant asOf) {
    public static final String UNKNOWN = "unknown";
    /** Source of what the asker said. */
    public static final String CALLER = "caller";
    /** Source of what the asker said and was not believed, because Keyward answers for that path. It is recorded, no policy sees it. */
    public static final String OVERRIDDEN = "caller (overridden)";

    public static Attribute unknown(String path, String source) {
        return new Attribute(path, UNKNOWN, source, null);
    }
}
