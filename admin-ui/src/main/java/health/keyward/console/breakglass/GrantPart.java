package health.keyward.console.breakglass;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The parts of the page Emergency access, each with an address. */
enum GrantPart {
    RUNNING,
    NUMBERS,
    GRANTS;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static GrantPart of(@Nullable String word) {
        return Arrays.stream(values())
                .filter(part -> part.word().equals(word))
                .findFirst()
                .orElse(RUNNING);
    }
}
