package health.keyward.console.abac;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.server.streams.UploadHandler;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.Policies;
import health.keyward.console.base.Background;
import health.keyward.console.base.States;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.abac.PolicyDetail;
import health.keyward.contract.abac.PolicyVersions;
import java.util.function.LongConsumer;

/** Bundles that were handed in, and the way to hand in another. */
final class PolicyVersionsZone extends Div {
    private static final int LARGEST = 4 * 1024 * 1024;
    private static final int SHORTEST = 3;
    private static final int LONGEST = 300;

    private final transient Policies policies;
    private final transient Background background;
    private final Times times;
    private final transient LongConsumer open;
    private final Caller caller = Caller.current();
    private final TextField note = new TextField(Words.say("policies.note"));
    private final Upload upload;
    private final Paragraph trouble = new Paragraph();
    private final Div content = new Div();

    /** @param open shows a bundle; also one that was handed in just now */
    PolicyVersionsZone(Policies policies, Background background, Times times, LongConsumer open) {
        this.policies = policies;
        this.background = background;
        this.times = times;
        this.open = open;
        setId("policy-versions");
        addClassName("kw-zone");
        note.setId("policy-note");
        note.setMaxLength(LONGEST);
        note.setHelperText(Words.say("policies.note.hint"));
        var choose = new Button(Words.say("policies.upload"));
        choose.setId("policy-upload");
        choose.addThemeVariants(ButtonVariant.SMALL);
        upload = new Upload(UploadHandler.inMemory((about, bytes) -> take(bytes)));
        upload.setUploadButton(choose);
        upload.setDropAllowed(false);
        upload.setMaxFiles(1);
        upload.setMaxFileSize(LARGEST);
        upload.addFileRejectedListener(e -> trouble(Words.say("policies.toolarge")));
        trouble.setId("policy-upload-trouble");
        trouble.addClassName("kw-trouble");
        trouble.getElement().setAttribute("role", "alert");
        trouble.setVisible(false);
        var hand = new Div(note, upload);
        hand.addClassName("kw-fields");
        var house = new Button(Words.say("policies.house.look"), e -> open.accept(0));
        house.setId("policy-house");
        house.addThemeVariants(ButtonVariant.SMALL);
        add(new H2(Words.say("policies.bundles")), hand, trouble, content, house);
    }

    void show(Answer<PolicyVersions> answer) {
        content.removeAll();
        switch (answer) {
            case Answer.Ok<PolicyVersions>(var versions)
            when versions.rows().isEmpty() -> content.add(new Paragraph(Words.say("policies.bundles.none")));
            case Answer.Ok<PolicyVersions>(var versions) -> {
                var body = new NativeTableBody();
                for (var version : versions.rows()) {
                    var at = new Span(times.ago(version.at()));
                    at.setTitle(times.exact(version.at()));
                    var revision = new Span(version.revision());
                    revision.addClassName("kw-mono");
                    var look = new Button(Words.say("policies.look"), e -> open.accept(version.number()));
                    look.setId("policy-version-" + version.number());
                    look.setAriaLabel(Words.say("policies.look.of", version.number()));
                    look.addThemeVariants(ButtonVariant.SMALL);
                    body.add(PolicyWords.row(
                            new Span(Long.toString(version.number())),
                            revision,
                            at,
                            new Span(version.by()),
                            new Span(version.note()),
                            look));
                }
                content.add(PolicyWords.table(
                        body,
                        "map.version",
                        "policies.revision",
                        "map.at",
                        "map.by",
                        "policies.note",
                        "policies.file.look"));
            }
            case Answer<PolicyVersions> other -> content.add(new Paragraph(States.line(other)));
        }
    }

    /** The upload comes on a request of its own, so that who uploads was noted when the page was made. */
    private void take(byte[] bytes) {
        upload.clearFileList();
        var what = note.getValue().strip();
        note.setInvalid(what.length() < SHORTEST);
        note.setErrorMessage(Words.say("retain.needreason", SHORTEST));
        if (note.isInvalid()) {
            return;
        }
        background.ask(this, () -> policies.upload(caller, bytes, what), answer -> {
            trouble.setVisible(false);
            if (answer instanceof Answer.Ok<PolicyDetail>(var detail) && detail.version() != null) {
                note.clear();
                open.accept(detail.version().number());
            } else {
                trouble(States.line(answer));
            }
        });
    }

    private void trouble(String words) {
        trouble.setText(words);
        trouble.setVisible(true);
    }
}
