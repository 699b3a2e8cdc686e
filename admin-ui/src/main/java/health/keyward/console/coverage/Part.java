package health.keyward.console.coverage;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The three parts of the page, each with an address. */
enum Part {
    ROLES,
    PEOPLE,
    EXCEPTIONS;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Part of(@Nullable String word) {
        return Arrays.stream(values())
                .filter(part -> part.word().equals(word))
                .findFirst()
                .orElse(ROLES);
    }
}
