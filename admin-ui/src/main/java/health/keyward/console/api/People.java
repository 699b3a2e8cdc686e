package health.keyward.console.api;

import health.keyward.contract.history.PersonCard;
import health.keyward.contract.history.PersonHits;
import health.keyward.contract.history.Receipt;
import health.keyward.contract.history.Receipts;
import health.keyward.contract.history.Sessions;
import health.keyward.contract.history.TimelinePage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds people, reads what is known about one, and ends their sessions. */
@Component
public class People {
    private static final String AT = "history/people";

    private final AdminApi api;

    public People(AdminApi api) {
        this.api = api;
    }

    public Answer<PersonHits> find(Caller caller, String text, int limit) {
        return api.get(caller, AT, Query.none().with("search", text).with("limit", limit), PersonHits.class);
    }

    public Answer<PersonCard> card(Caller caller, String userId) {
        return api.get(caller, at(userId), Query.none(), PersonCard.class);
    }

    /** @param question {@code kind} (repeatable), {@code from}, {@code to} */
    public Answer<TimelinePage> timeline(
            Caller caller, String userId, Query question, @Nullable String cursor, int limit) {
        return api.get(
                caller,
                at(userId) + "/timeline",
                question.with("cursor", cursor).with("limit", limit),
                TimelinePage.class);
    }

    public Answer<Sessions> sessions(Caller caller, String userId) {
        return api.get(caller, at(userId) + "/sessions", Query.none(), Sessions.class);
    }

    public Answer<Receipt> endSession(Caller caller, String userId, String sessionId, String reason) {
        return api.delete(
                caller,
                at(userId) + "/sessions/" + AdminApi.segment(sessionId),
                Query.none().with("reason", reason),
                Receipt.class);
    }

    /** What the caller did so far. */
    public Answer<Receipts> receipts(Caller caller) {
        return api.get(caller, "history/receipts", Query.none(), Receipts.class);
    }

    private static String at(String userId) {
        return AT + "/" + AdminApi.segment(userId);
    }
}
