package health.keyward.trust.core;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How long a session and its tokens may live at an assurance level: AAL2 ends after at most one hour without activity and 24 hours in all
 * (SP 800-63B-4 2.2.3; 164.312(a)(2)(iii)). Nothing that outlives the class may be configured (AO-2).
 */
public record SessionClass(String name, Duration idle, Duration whole) {
    public static final SessionClass AAL2 = new SessionClass("AAL2", Duration.ofHours(1), Duration.ofHours(24));

    /** What a limit is measured against. */
    public enum Kind {
        IDLE,
        WHOLE
    }

    /**
     * One setting.
     *
     * @param name as the administrator knows it
     * @param seconds its value; 0 or less means that it follows another setting
     */
    public record Setting(String name, long seconds, Kind kind) {}

    /** The first setting that outlives the class, in words. */
    public Optional<String> broken(List<Setting> settings) {
        return settings.stream()
                .filter(s -> s.seconds() > limit(s.kind()).toSeconds())
                .findFirst()
                .map(s -> s.name() + " is " + s.seconds() + " s; sessions of class " + name + " allow at most "
                        + limit(s.kind()).toSeconds() + " s");
    }

    private Duration limit(Kind kind) {
        return switch (kind) {
            case IDLE -> idle;
            case WHOLE -> whole;
        };
    }
}
