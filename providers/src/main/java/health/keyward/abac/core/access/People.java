package health.keyward.abac.core.access;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The people of the realm, as one asker names them. */
public interface People {
    /** The subject id that stands in the question: Keycloak's id, or one that nobody can have when nobody is called that. */
    String idOf(String name);

    /** Enabled people in a lasting order; fewer than asked for means that there are no more. */
    List<Person> page(int from, int most);

    /**
     * The session when it is this person's own, open for this asker, and nobody else sits in it; null otherwise.
     *
     * @param id Keycloak's id of the person
     */
    @Nullable
    Bound session(String id, String session);

    /** @param address of the person's device when the session began; null when that is not known */
    record Bound(String session, @Nullable String address) {}

    /** @param name as the asker names people */
    record Person(String id, String name) {}
}
