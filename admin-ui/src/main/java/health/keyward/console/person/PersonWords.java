package health.keyward.console.person;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import health.keyward.console.base.Facts;
import health.keyward.console.base.Icons;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.history.PersonCard;
import java.util.Set;
import java.util.stream.Collectors;

/** Who a person is, in words. */
final class PersonWords {
    static final Set<String> FACTORS = Set.of(
            "password", "otp", "webauthn", "webauthn-passwordless", "keyward-recovery-codes", "recovery-authn-codes");

    private PersonWords() {}

    static String sentence(PersonCard card, Times times) {
        var last = card.lastSignIn() == null
                ? Words.say("person.never")
                : Words.say("person.last", times.ago(card.lastSignIn()));
        return last + " " + Words.say("person.failures", card.failuresLast24h());
    }

    static Component tags(PersonCard card) {
        var all = new Div();
        all.setId("status");
        all.addClassName("kw-tags");
        if (!card.exists()) {
            all.add(tag("denied", "close", "person.deleted"));
        } else if (!card.enabled()) {
            all.add(tag("failed", "denied", "person.disabled"));
        } else if (card.temporarilyLocked()) {
            all.add(tag("denied", "lock", "person.locked"));
        } else {
            all.add(tag("ok", "ok", "person.active"));
        }
        card.factors().forEach(f -> {
            var word = FACTORS.contains(f.type()) ? Words.say("factor." + f.type()) : f.type();
            var tag = new Span(
                    Icons.of("key"),
                    new Span(f.label() == null || f.label().isBlank() ? word : word + " · " + f.label()));
            tag.addClassName("kw-tag");
            all.add(tag);
        });
        return all;
    }

    static Component facts(PersonCard card, Times times) {
        var left = Facts.ofPage(Words.say("person.who"))
                .fact("fact.username", card.username())
                .fact("fact.mail", card.email())
                .fact("fact.unit", card.unit())
                .fact("fact.department", card.department())
                .fact("fact.employment", card.employmentType())
                .id("fact.userid", card.userId());
        var right = Facts.ofPage(Words.say("person.rights"))
                .fact("fact.roles", String.join(", ", card.roles()))
                .fact("fact.groups", card.groups().stream().sorted().collect(Collectors.joining(", ")))
                .fact("fact.lastsignin", card.lastSignIn() == null ? null : times.exact(card.lastSignIn()))
                .fact(
                        "fact.lastbackground",
                        card.lastNonInteractive() == null ? null : times.exact(card.lastNonInteractive()))
                .fact("fact.lastfailure", card.lastFailure() == null ? null : times.exact(card.lastFailure()))
                .fact("fact.created", card.createdAt() == null ? null : times.exact(card.createdAt()));
        var both = new Div(left, right);
        both.addClassName("kw-two-facts");
        return both;
    }

    private static Span tag(String tone, String icon, String key) {
        var tag = new Span(Icons.of(icon), new Span(Words.say(key)));
        tag.addClassNames("kw-tag", tone);
        return tag;
    }
}
