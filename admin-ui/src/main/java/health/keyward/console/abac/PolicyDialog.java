package health.keyward.console.abac;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.Policies;
import health.keyward.console.base.Background;
import health.keyward.console.base.Facts;
import health.keyward.console.base.States;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.abac.PolicyDetail;
import health.keyward.contract.abac.PolicyDifference;
import health.keyward.contract.abac.PolicyFile;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A bundle, looked into: whether it may be published, why it may refuse, its files, and what differs from what decides now. */
final class PolicyDialog extends Dialog {
    private final transient Policies policies;
    private final transient Background background;
    private final long number;
    private final long active;
    private final Div below = new Div();

    /** @param acts what can be done with it, as buttons */
    PolicyDialog(
            Policies policies,
            Background background,
            Times times,
            long number,
            long active,
            PolicyDetail detail,
            Component... acts) {
        this.policies = policies;
        this.background = background;
        this.number = number;
        this.active = active;
        setId("policy");
        setHeaderTitle(Words.say("policies.bundle.title", PolicyWords.version(number)));
        setWidth("820px");
        below.setId("policy-below");
        add(facts(times, detail), checks(detail));
        if (number != active) {
            var differs = new Button(Words.say("policies.difference.show"), e -> difference());
            differs.setId("policy-differs");
            differs.addThemeVariants(ButtonVariant.SMALL);
            add(differs);
        }
        add(below, files(detail), reasons(detail));
        var close = new Button(Words.say("end.close"), e -> close());
        close.setId("policy-shut");
        getFooter().add(close);
        getFooter().add(acts);
    }

    private static Component facts(Times times, PolicyDetail detail) {
        var version = detail.version();
        var facts = new Facts(Words.say("map.record"))
                .id("policies.revision", detail.revision())
                .fact("policies.signed", Words.say(detail.signed() ? "policies.signed.yes" : "policies.signed.no"));
        return version == null
                ? facts
                : facts.fact("map.by", version.by())
                        .fact("map.at", times.exact(version.at()))
                        .fact("policies.note", version.note())
                        .id("approvals.hash", version.sha256());
    }

    private static Component checks(PolicyDetail detail) {
        var box = new Div(title("policies.checks"));
        box.setId("policy-checks");
        var list = new UnorderedList();
        list.addClassName("kw-checks");
        list.add(new ListItem(
                detail.failed().isEmpty() && detail.cases() > 0
                        ? PolicyWords.sign("SUCCESS", "ok", Words.say("policies.cases.good", detail.cases()))
                        : PolicyWords.sign(
                                "FAILED",
                                "failed",
                                Words.say("policies.cases.bad", detail.failed().size(), detail.cases()))));
        Double coverage = detail.coverage();
        list.add(new ListItem(
                coverage == null
                        ? PolicyWords.sign("UNDONE", "info", Words.say("policies.coverage.none"))
                        : PolicyWords.sign(
                                coverage >= 90 ? "SUCCESS" : "FAILED",
                                coverage >= 90 ? "ok" : "failed",
                                Words.say("policies.coverage", Math.floor(coverage * 10) / 10))));
        if (detail.version() != null) {
            detail.obstacles().forEach(why -> list.add(new ListItem(PolicyWords.sign("DENIED", "denied", why))));
        }
        detail.failed().forEach(one -> list.add(new ListItem(one.name() + ": " + one.detail())));
        box.add(list);
        return box;
    }

    private Component files(PolicyDetail detail) {
        var body = new NativeTableBody();
        for (var file : detail.files()) {
            var name = new Span(file.name());
            name.addClassName("kw-mono");
            Component look = new Span("–");
            if (file.text()) {
                var button = new Button(Words.say("policies.file.read"), e -> read(file.name()));
                button.setAriaLabel(Words.say("policies.file.read.of", file.name()));
                button.addThemeVariants(ButtonVariant.SMALL);
                look = button;
            }
            body.add(PolicyWords.row(name, new Span(Words.say("policies.bytes", file.size())), look));
        }
        return new Div(
                title("policies.files"),
                PolicyWords.table(body, "policies.file", "policies.size", "policies.file.look"));
    }

    private static Component reasons(PolicyDetail detail) {
        var body = new NativeTableBody();
        for (var reason : detail.reasons()) {
            var code = new Span(reason.code());
            code.addClassName("kw-mono");
            body.add(PolicyWords.row(code, new Span(text(reason.user())), new Span(text(reason.admin()))));
        }
        return detail.reasons().isEmpty()
                ? new Div()
                : new Div(
                        title("policies.reasons"),
                        PolicyWords.table(body, "policies.code", "policies.reason.user", "policies.reason.admin"));
    }

    private static String text(Map<String, String> byLanguage) {
        @Nullable String own = byLanguage.get(Words.locale().getLanguage());
        return own == null ? byLanguage.getOrDefault(Locale.ENGLISH.getLanguage(), "–") : own;
    }

    private static H3 title(String key) {
        var title = new H3(Words.say(key));
        title.addClassName("kw-h");
        return title;
    }

    private void read(String name) {
        var caller = Caller.current();
        below.removeAll();
        below.add(States.loading());
        background.ask(this, () -> policies.file(caller, number, name), answer -> {
            below.removeAll();
            switch (answer) {
                case Answer.Ok<PolicyFile>(var file) -> {
                    var heading = new H3(file.name());
                    heading.addClassName("kw-h");
                    var text = new Pre(file.text());
                    text.setId("policy-file");
                    text.addClassName("kw-file");
                    text.getElement().setAttribute("tabindex", "0");
                    below.add(heading, text);
                    if (!file.whole()) {
                        below.add(new Paragraph(Words.say("policies.cut")));
                    }
                    below.scrollIntoView();
                }
                case Answer<PolicyFile> other -> below.add(new Paragraph(States.line(other)));
            }
        });
    }

    private void difference() {
        var caller = Caller.current();
        below.removeAll();
        below.add(States.loading());
        background.ask(this, () -> policies.difference(caller, active, number), answer -> {
            below.removeAll();
            switch (answer) {
                case Answer.Ok<PolicyDifference>(var difference) ->
                    below.add(title("policies.difference"), new PolicyDiffer(difference));
                case Answer<PolicyDifference> other -> below.add(new Paragraph(States.line(other)));
            }
        });
    }
}
