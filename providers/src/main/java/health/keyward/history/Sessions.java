package health.keyward.history;

/** Sessions that people opened. A door of the room. */
public interface Sessions {
    /**
     * The view for stores of rooms that count them: {@code realm_id}, {@code session_id}, {@code user_id}, {@code unit} as it was known then or null,
     * {@code at}. One row for each sign-in that succeeded, so that a session has as many rows as apps it was used for.
     */
    String VIEW = "kw_session_use";
}
