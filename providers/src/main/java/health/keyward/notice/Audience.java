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

    /**
     * Whoever a partner has named at the other end of an app: the mail address in the attribute {@link #CONTACT} of that client, when the notice is delivered.
     *
     * @param client as the app calls itself
     */
    record Partner(String client) implements Audience {
        /** Attribute of a client: the mail address of the partner that runs it. */
        public static final String CONTACT = "keyward.partner.notice";

        @Override
        public String text() {
            return "client:" + client;
        }
    }

    /** As it is stored; whom a role leaves out is stored beside it. */
    String text();

    static Audience of(String text, @Nullable String except) {
        if (text.startsWith("role:")) {
            return new Holders(
                    text.substring("role:".length()),
                    Optional.ofNullable(except).map(UserId::new).orElse(null));
        }
        return text.startsWith("client:")
                ? new Partner(text.substring("client:".length()))
                : new Person(new UserId(text.substring("person:".length())));
    }
}
