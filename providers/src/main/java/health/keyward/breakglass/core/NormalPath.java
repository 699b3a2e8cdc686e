package health.keyward.breakglass.core;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether administrators could have come in the normal way as an emergency account was opened (EA-3). It opens and refuses nothing: two custodians are always
 * needed. It decides how loud the alarm is.
 *
 * @param broken what did not work
 */
public record NormalPath(Set<Part> broken) {
    private static final String WHOLE = "WHOLE";

    public NormalPath {
        broken = Set.copyOf(broken);
    }

    /** A part of the normal way. */
    public enum Part {
        /** The browser flow asks for a second factor. */
        FLOW(true, "the browser flow"),
        /** Somebody enabled holds the role and a second factor that stays. */
        ADMINISTRATORS(true, "administrators with a second factor"),
        /** The console's client is enabled. */
        CONSOLE(true, "the console's client"),
        /** The policy can be asked, where administrators are held to it. */
        DECISION_ENGINE(true, "the decision engine"),
        /** Every identity provider that people are sent to can be reached. */
        IDENTITY_PROVIDER(true, "an identity provider"),
        /** Nobody needs mail to sign in. */
        MAIL(false, "the mail server"),
        /** Nobody needs the newest metadata to sign in. */
        FACTOR_METADATA(false, "metadata of authenticators");

        private final boolean needed;
        private final String words;

        Part(boolean needed, String words) {
            this.needed = needed;
            this.words = words;
        }

        /** Whether its failure keeps administrators out, so that it explains the use of an emergency account. */
        public boolean needed() {
            return needed;
        }
    }

    /**
     * What was found.
     *
     * @param decides whether the engine can be asked, where administrators are held to it
     */
    public record Facts(EmergencyPaths paths, boolean decides, boolean providers, boolean mail, boolean metadata) {}

    public static NormalPath of(Facts facts) {
        Set<Part> broken = EnumSet.noneOf(Part.class);
        add(broken, facts.paths().secondFactorAsked(), Part.FLOW);
        add(broken, facts.paths().admins() > 0, Part.ADMINISTRATORS);
        add(broken, facts.paths().console(), Part.CONSOLE);
        add(broken, facts.decides(), Part.DECISION_ENGINE);
        add(broken, facts.providers(), Part.IDENTITY_PROVIDER);
        add(broken, facts.mail(), Part.MAIL);
        add(broken, facts.metadata(), Part.FACTOR_METADATA);
        return new NormalPath(broken);
    }

    private static void add(Set<Part> broken, boolean works, Part part) {
        if (!works) {
            broken.add(part);
        }
    }

    /** Whether something is broken that administrators need. */
    public boolean explains() {
        return broken.stream().anyMatch(Part::needed);
    }

    /** For the alarm and for people. */
    public String words() {
        String down = sorted().stream().map(part -> part.words).collect(Collectors.joining(", "));
        if (explains()) {
            return "normal path is down: " + down;
        }
        return down.isEmpty() ? "normal path was healthy" : "normal path was healthy, though without: " + down;
    }

    /** As it is stored. */
    public String text() {
        return broken.isEmpty() ? WHOLE : sorted().stream().map(Enum::name).collect(Collectors.joining(","));
    }

    /** Empty for what is no text of it. */
    public static Optional<NormalPath> parse(String text) {
        if (text.equals(WHOLE)) {
            return Optional.of(new NormalPath(Set.of()));
        }
        Set<Part> broken = EnumSet.noneOf(Part.class);
        for (String name : text.split(",", -1)) {
            Optional<Part> part = Arrays.stream(Part.values())
                    .filter(one -> one.name().equals(name))
                    .findFirst();
            if (part.isEmpty()) {
                return Optional.empty();
            }
            broken.add(part.get());
        }
        return Optional.of(new NormalPath(broken));
    }

    private Collection<Part> sorted() {
        return broken.isEmpty() ? Set.of() : EnumSet.copyOf(broken);
    }
}
