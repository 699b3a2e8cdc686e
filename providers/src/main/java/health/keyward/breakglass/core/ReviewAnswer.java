package health.keyward.breakglass.core;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What somebody answers to a reviewer's question (BG-14). */
public record ReviewAnswer(String words) {
    public static final int SHORTEST = 3;

    /** @return empty for what is too short, too long, or holds what no keyboard types */
    public static Optional<ReviewAnswer> of(@Nullable String typed) {
        String words = typed == null ? "" : typed.replace("\r\n", "\n").strip();
        boolean good = words.length() >= SHORTEST
                && words.length() <= Cases.LONGEST_WORDS
                && words.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n');
        return good ? Optional.of(new ReviewAnswer(words)) : Optional.empty();
    }
}
