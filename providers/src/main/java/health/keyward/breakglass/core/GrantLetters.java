package health.keyward.breakglass.core;

import health.keyward.breakglass.EndReason;
import health.keyward.breakglass.Grant;
import health.keyward.kernel.UserId;
import health.keyward.notice.Audience;
import health.keyward.notice.Notice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who is told what of a grant (BG-11). Privacy officers and the manager learn who has it, why and until when; the person learns that it is watched, and when
 * somebody takes it away. None of it says for which patient or what data.
 */
public final class GrantLetters {
    public static final String STARTED = "break-glass-started";
    /** The same for the person's manager. */
    public static final String REPORTED = "break-glass-reported";
    /** To the person. */
    public static final String WATCHED = "break-glass-watched";
    /** To the person. */
    public static final String REVOKED = "break-glass-revoked";

    /** To system administrators: an engine that is down while people break the glass cannot wait. */
    public static final String DEGRADED = "break-glass-degraded";

    private static final String ADMINISTRATORS = "system-admin";
    private static final String OFFICERS = "privacy-officer";
    private static final String YES = "yes";

    private GrantLetters() {}

    /**
     * @param manager null when none is on record
     * @param page where the person sees and ends what they have
     */
    public static List<Notice> started(Grant grant, @Nullable UserId manager, String page) {
        List<Notice> letters = new ArrayList<>();
        letters.add(letter(grant, STARTED, new Audience.Holders(OFFICERS, grant.person()), forOthers(grant)));
        if (manager != null && !manager.equals(grant.person())) {
            letters.add(letter(grant, REPORTED, new Audience.Person(manager), forOthers(grant)));
        }
        if (grant.degraded()) {
            letters.add(letter(grant, DEGRADED, new Audience.Holders(ADMINISTRATORS, null), forOthers(grant)));
        }
        Map<String, String> facts = new TreeMap<>(forThePerson(grant));
        facts.put("page", page);
        letters.add(letter(grant, WATCHED, new Audience.Person(grant.person()), facts));
        return letters;
    }

    /** What runs out or is ended by the person is news to nobody. */
    public static List<Notice> ended(Grant grant) {
        return grant.ended() != null && grant.ended().why() == EndReason.REVOKED
                ? List.of(letter(grant, REVOKED, new Audience.Person(grant.person()), Map.of("grant", grant.id())))
                : List.of();
    }

    private static Map<String, String> forOthers(Grant grant) {
        Map<String, String> facts = new TreeMap<>(forThePerson(grant));
        facts.put("person", shown(grant.username()));
        facts.put("reason", grant.reason());
        if (grant.waived()) {
            facts.put("waived", YES);
        }
        if (grant.degraded()) {
            facts.put("degraded", YES);
        }
        return facts;
    }

    private static Map<String, String> forThePerson(Grant grant) {
        return Map.of(
                "grant",
                grant.id(),
                "app",
                shown(grant.binding().client()),
                "since",
                grant.from().toString(),
                "until",
                grant.until().toString());
    }

    private static Notice letter(Grant grant, String topic, Audience to, Map<String, String> facts) {
        return new Notice(grant.realm(), topic, topic + ":" + grant.id(), to, facts);
    }

    /** A name that is too long for a notice must not keep a grant from being given. */
    private static String shown(String name) {
        String line = name.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= 200 ? line : line.substring(0, 199) + "…";
    }
}
