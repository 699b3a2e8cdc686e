package health.keyward.audit.core;

import java.time.YearMonth;

/** Whose data key seals a part of an entry. */
public sealed interface KeyOwner {
    String realmId();

    /**
     * A person of a realm.
     *
     * @param userId Keycloak's id, 1 to 255 characters
     */
    record Person(String realmId, String userId) implements KeyOwner {}

    /** Nobody known: one key for a realm and a month, so that a flood of attempts by strangers makes no keys. */
    record Month(String realmId, YearMonth month) implements KeyOwner {}
}
