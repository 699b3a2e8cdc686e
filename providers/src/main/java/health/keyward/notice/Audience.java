package health.keyward.notice;

import health.keyward.kernel.UserId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who is told by mail. */
public sealed interface Audience {
    /**
     * Everybody who holds a realm role when the notice is delivered.
     *
     * @param except who knows already
     */
    record Holders(String role, @Nullable UserId except) implements Audience {
        @Override
        public String text() {
            return "role:" + role;
        }
    }

    /** One person. */
    record Person(UserId id) implements Audience {
        @Override
        public String text() {
            return "person:" + id.value();
        }
    }

    /** As it is stored; whom a role leaves out is stored beside it. */
    String text();

    static Audience of(String text, @Nullable String except) {
        return text.startsWith("role:")
                ? new Holders(
                        text.substring("role:".length()),
                        Optional.ofNullable(except).map(UserId::new).orElse(null))
                : new Person(new UserId(text.substring("person:".length())));
    }
}
