package health.keyward.approval.keycloak;

import health.keyward.approval.Approvable;
import health.keyward.approval.Approved;
import health.keyward.approval.Change;
import health.keyward.audit.Retention;
import health.keyward.audit.Retention.Act;
import health.keyward.audit.Retention.Foresight;
import health.keyward.audit.Retention.Outcome;
import health.keyward.audit.Retention.Why;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An act of retention that two persons agree on (AL-9, AL-10, 45 CFR 164.316(b)(2)(i)). Says what it would do, or in one sentence why not; does it through
 * the door of the room that keeps the evidence, which asks in its turn whether exactly this was agreed on.
 */
abstract class RetentionKind implements Approvable {
    private final Retention retention;

    RetentionKind(Retention retention) {
        this.retention = retention;
    }

    /** All of them. */
    static List<RetentionKind> all(Retention retention) {
        return List.of(
                new ShredPersonKind(retention),
                new LegalHoldKind(retention),
                new LegalHoldReleaseKind(retention),
                new DisposeKind(retention),
                new RewrapKeysKind(retention),
                new NewEpochKind(retention));
    }

    /** @throws Unasked when that is no such act */
    abstract Act act(RealmId realm, Map<String, String> asked);

    /** One sentence that names no person: an approval outlives an erasure. */
    abstract String title(Act act);

    abstract List<Change.Line> lines(Act act, Map<String, String> facts);

    @Nullable
    UserId subject(Act act) {
        return null;
    }

    @Override
    public final Reading read(RealmId realm, Map<String, String> asked) {
        try {
            Act act = act(realm, asked);
            return switch (retention.foresee(act)) {
                case Foresight.Against(Why why) -> new Reading.Unclear(sentence(why));
                case Foresight.Clear(Map<String, String> facts) ->
                    new Reading.Clear(new Change(kind(), realm, title(act), subject(act), asked, lines(act, facts)));
            };
        } catch (Unasked e) {
            return new Reading.Unclear(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public final Execution execute(Approved approved) {
        return switch (retention.carryOut(agreed(approved.change()))) {
            case Outcome.Done done -> new Execution.Done();
            case Outcome.Refused(Why why) -> new Execution.NotDone(sentence(why));
        };
    }

    final Act agreed(Change change) {
        return act(change.realm(), change.asked());
    }

    static String sentence(Why why) {
        return switch (why) {
            case NOT_AGREED -> "Two persons have not agreed on exactly this.";
            case NOT_THIS_REALM -> "This concerns all realms and is decided in the realm that keeps the evidence.";
            case NO_SUCH_PERSON -> "The evidence knows no such person in this realm, or they were erased already.";
            case NO_SUCH_HOLD -> "There is no such hold.";
            case HELD_ALREADY -> "That is on hold already.";
            case ON_HOLD -> "It is on hold. Release the hold first.";
            case YOUNGER_THAN_THE_FLOOR ->
                "Records are younger than the time they must be kept. A person is erased then only on a legal order,"
                        + " and months are not disposed of at all.";
            case NOTHING_OLD_ENOUGH -> "There is nothing that old.";
            case NOT_YET_DELIVERED -> "An export to another system has not delivered all of it yet.";
            case NOT_SOUND ->
                "The log refuses to be signed, is not in its tree yet, or is not what its tree says. Find out why"
                        + " first.";
            case BEING_READ -> "Somebody is reading what would go, perhaps an export. Try again when they are done.";
            case NO_KEY_FILE -> "This server has no key file of that number.";
            case NOT_A_LATER_EPOCH -> "The key in use has that number or a later one.";
            case NOT_ROLLED_BACK -> "The log leads on from everything that is remembered of it. It needs no new epoch.";
        };
    }

    /** @throws Unasked unless that is a text of such a length on one line */
    static String text(Map<String, String> asked, String name, int shortest, int longest) {
        String text = asked.getOrDefault(name, "").strip();
        if (text.length() < shortest || text.length() > longest || text.chars().anyMatch(Character::isISOControl)) {
            throw new Unasked(name + " is a text of " + shortest + " to " + longest + " characters on one line.");
        }
        return text;
    }

    static void only(Map<String, String> asked, String... names) {
        if (!Set.of(names).containsAll(asked.keySet())) {
            throw new Unasked("Only these are asked: " + String.join(", ", names) + ".");
        }
    }

    /** The person; null when the whole realm is meant, which has to be said. */
    static @Nullable UserId whom(Map<String, String> asked) {
        boolean everybody = asked.containsKey("wholeRealm");
        if (everybody == asked.containsKey("person") || (everybody && !"true".equals(asked.get("wholeRealm")))) {
            throw new Unasked("Ask for a person (user id), or for wholeRealm (true).");
        }
        return everybody ? null : new UserId(text(asked, "person", 1, 255));
    }

    /** What was asked is no such act. */
    static final class Unasked extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unasked(String why) {
            super(why);
        }
    }
}
