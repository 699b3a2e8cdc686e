package health.keyward.history;

/** Who gave a person a role or a membership, and when, as far as the ledger saw it. A door of the room. */
public interface Granting {
    /**
     * The view for stores of rooms that ask about everybody at once: {@code realm_id}, {@code user_id}, {@code id} of the role or group, {@code at}, and
     * {@code actor_id}, null where nobody is known. One row for each time; what was given before the ledger, or where it does not look, is missing.
     */
    String VIEW = "kw_granted";
}
