package health.keyward.console.authenticators;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.server.streams.UploadHandler;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.Models;
import health.keyward.console.base.Background;
import health.keyward.console.base.Icons;
import health.keyward.console.base.States;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.stepup.MetadataCondition;
import health.keyward.contract.stepup.MetadataState;
import java.nio.charset.StandardCharsets;

/** How the metadata stand, in a line, and how to bring in newer ones. */
final class MetadataPanel extends Div {
    private static final int LARGEST = 32 * 1024 * 1024;

    private final transient Models models;
    private final transient Background background;
    private final transient Runnable after;
    private final Caller caller = Caller.current();
    private final Times times;
    private final Div said = new Div();
    private final Paragraph trouble = new Paragraph();
    private final Upload upload;

    MetadataPanel(Models models, Background background, Times times, Runnable after) {
        this.models = models;
        this.background = background;
        this.times = times;
        this.after = after;
        setId("metadata");
        addClassName("kw-metadata");
        var choose = new Button(Words.say("metadata.upload"));
        choose.setId("metadata-upload");
        choose.addThemeVariants(ButtonVariant.SMALL);
        upload = new Upload(UploadHandler.inMemory((about, bytes) -> take(bytes)));
        upload.setUploadButton(choose);
        upload.setDropAllowed(false);
        upload.setMaxFiles(1);
        upload.setMaxFileSize(LARGEST);
        upload.addFileRejectedListener(e -> trouble(Words.say("metadata.toolarge")));
        trouble.setId("metadata-trouble");
        trouble.addClassName("kw-trouble");
        trouble.getElement().setAttribute("role", "alert");
        trouble.setVisible(false);
        said.setId("metadata-state");
        said.addClassName("kw-said");
        add(said, upload, trouble);
        setVisible(false);
    }

    void show(Answer<MetadataState> answer) {
        setVisible(answer instanceof Answer.Ok<MetadataState>);
        if (answer instanceof Answer.Ok<MetadataState>(var state)) {
            show(state);
        }
    }

    private void show(MetadataState state) {
        said.removeAll();
        var sign = new Span(
                Icons.of(ModelWords.icon(state.condition())),
                new Span(Words.say("metadata." + ModelWords.word(state.condition()))));
        sign.addClassNames("kw-outcome", ModelWords.tone(state.condition()));
        said.add(sign);
        if (state.number() != null
                && state.nextUpdate() != null
                && state.source() != null
                && state.loadedAt() != null) {
            said.add(new Span(" "
                    + Words.say(
                            "metadata.facts",
                            Integer.toString(state.number()),
                            state.nextUpdate().toString(),
                            state.models(),
                            Words.of(state.source()),
                            times.exact(state.loadedAt()))));
        }
        state.tries().stream()
                .filter(last -> !last.taken())
                .forEach(last -> said.add(new Span(" "
                        + Words.say(
                                "metadata.refused", Words.of(last.source()), times.exact(last.at()), last.detail()))));
        upload.setVisible(state.condition() != MetadataCondition.NO_ROOT);
    }

    /** The upload comes on a request of its own, so that who uploads was noted when the page was made. */
    private void take(byte[] bytes) {
        upload.clearFileList();
        var blob = new String(bytes, StandardCharsets.ISO_8859_1).strip();
        background.ask(this, () -> models.upload(caller, blob), answer -> {
            trouble.setVisible(false);
            if (answer instanceof Answer.Ok<MetadataState>(var state)) {
                show(state);
            } else {
                trouble(States.line(answer));
            }
            after.run();
        });
    }

    private void trouble(String words) {
        trouble.setText(words);
        trouble.setVisible(true);
    }
}
