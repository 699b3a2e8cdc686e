package health.keyward.breakglass.keycloak;

import health.keyward.approval.Approvable;
import health.keyward.approval.Approved;
import health.keyward.approval.Change;
import health.keyward.breakglass.store.AskLists.Kind;
import health.keyward.breakglass.store.AskLists.Version;
import health.keyward.breakglass.store.AskText;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Another list of who may break the glass, or why (BG-1, BG-6). Asked: {@code list} (SHA-256 of a list that was handed in), {@code after} (number of the version
 * it is to follow) and {@code reason}.
 */
public final class AskListKind implements Approvable {
    private static final Set<String> ASKED = Set.of("list", "after", "reason");

    private final Kind list;
    private final AskBook book;

    AskListKind(Kind list, AskBook book) {
        this.list = list;
        this.book = book;
    }

    /** Its name among the kinds of change. */
    public static String named(Kind list) {
        return "breakglass-" + list.name().toLowerCase(Locale.ROOT);
    }

    /** What is proposed, in the words of a proposal. */
    public static Map<String, String> asked(String hash, int after, String reason) {
        return Map.of("list", hash, "after", Integer.toString(after), "reason", reason);
    }

    @Override
    public String kind() {
        return named(list);
    }

    @Override
    public Reading read(RealmId realm, Map<String, String> asked) {
        if (!asked.keySet().equals(ASKED)) {
            return new Reading.Unclear(
                    "Propose it under breakglass/" + list.name().toLowerCase(Locale.ROOT) + ".");
        }
        Optional<String> body = book.candidate(realm, asked.getOrDefault("list", ""));
        if (body.isEmpty()) {
            return new Reading.Unclear("No list of that hash was handed in.");
        }
        int number = number(realm);
        if (!Integer.toString(number).equals(asked.get("after"))) {
            return new Reading.Unclear("Version " + number + " is in force by now.");
        }
        List<Change.Line> lines = new ArrayList<>();
        book.lines(realm, list, body.get())
                .forEach(line -> lines.add(new Change.Line(line.name(), line.before(), line.after())));
        if (lines.isEmpty()) {
            return new Reading.Unclear("The list is like that already.");
        }
        lines.add(new Change.Line("version", Integer.toString(number), Integer.toString(number + 1)));
        String title =
                list == Kind.ELIGIBILITY ? "Say who may break the glass" : "Say for what reasons the glass is broken";
        return new Reading.Clear(new Change(kind(), realm, title, null, asked, lines));
    }

    private int number(RealmId realm) {
        return list == Kind.ELIGIBILITY
                ? book.eligibility(realm).number()
                : book.reasons(realm).number();
    }

    @Override
    public Execution execute(Approved approved) {
        Change change = approved.change();
        Optional<String> body = book.candidate(change.realm(), change.asked().getOrDefault("list", ""));
        if (body.isEmpty()) {
            return new Execution.NotDone("The list that was handed in is gone.");
        }
        Version wanted = new Version(
                Integer.parseInt(change.asked().getOrDefault("after", "0")) + 1,
                body.get(),
                AskText.hash(body.get()),
                approved.proposer().username(),
                approved.proposer().userId(),
                approved.approver().username(),
                approved.approver().userId(),
                approved.proposal(),
                book.now(),
                change.asked().getOrDefault("reason", ""));
        Actor confirming = new Actor(
                change.realm().value(),
                approved.approver().userId(),
                approved.approver().username(),
                null,
                approved.approver().sessionId(),
                null);
        return book.publish(change.realm(), list, wanted, confirming)
                ? new Execution.Done()
                : new Execution.NotDone("Another version was published meanwhile.");
    }
}
