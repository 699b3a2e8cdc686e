package health.keyward.history;

/** When a client was last used. A door of the room, answered by a view, for rooms that ask about all clients at once. */
public interface ClientUse {
    /**
     * {@code realm_id}, {@code client_id} (the name it signs in with, not its key), {@code own_at}: last success as itself (client credentials), and
     * {@code other_at}: last success for a person (a sign-in, a code, a refreshed token, an exchange). To the hour; either may be null. Failures count for nothing.
     */
    String VIEW = "kw_client_use";
}
