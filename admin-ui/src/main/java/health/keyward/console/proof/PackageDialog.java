package health.keyward.console.proof;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.server.HttpStatusCode;
import com.vaadin.flow.server.streams.DownloadEvent;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.Evidence;
import health.keyward.console.base.Background;
import health.keyward.console.base.Facts;
import health.keyward.console.base.States;
import health.keyward.console.base.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Hands out what proves something, once its entry lies under a signed checkpoint. The parts have ids: {@code ID-says}, {@code ID-download}, {@code ID-again},
 * {@code ID-close}; the words are {@code WORDS.title}, {@code WORDS.says}, {@code WORDS.download}, {@code WORDS.broken}.
 */
public abstract class PackageDialog extends Dialog {
    private static final int NOT_SIGNED_YET = 409;

    private final String id;
    private final String words;
    private final String entry;
    private final transient Evidence evidence;
    private final transient Background background;
    private final transient Caller caller = Caller.current();
    private final Div body = new Div();

    /** @param entry id of the entry that proves it; null while there is none */
    protected PackageDialog(String id, String words, @Nullable String entry, Evidence evidence, Background background) {
        this.id = id;
        this.words = words;
        this.entry = Objects.requireNonNullElse(entry, "");
        this.evidence = evidence;
        this.background = background;
        setId(id);
        setHeaderTitle(Words.say(words + ".title"));
        setWidth("520px");
        body.addClassName("kw-proof");
        add(body);
        var close = new Button(Words.say("end.close"), e -> close());
        close.setId(id + "-close");
        getFooter().add(close);
        addOpenedChangeListener(e -> {
            if (e.isOpened()) {
                ask();
            }
        });
    }

    /** What is said of it before it is downloaded. */
    protected abstract Facts facts();

    /** Reads everything anew. */
    protected abstract Answer<PackageFile> gather(Caller caller, String proof);

    private void ask() {
        show(States.loading());
        background.ask(UI.getCurrent(), () -> evidence.proof(caller, entry), answer -> {
            if (isOpened()) {
                show(answer);
            }
        });
    }

    private void show(Answer<String> answer) {
        switch (answer) {
            case Answer.Ok<String>(var proof) -> offer(proof);
            case Answer.Failed<String>(var problem)
            when problem.status() == NOT_SIGNED_YET -> {
                var again = new Button(Words.say("state.failed.button"), e -> ask());
                again.setId(id + "-again");
                show(States.empty("proof.early.title", "proof.early.text"), again);
            }
            case Answer<String> other -> show(States.of(other, this::ask));
        }
    }

    private void offer(String proof) {
        var says = new Paragraph(Words.say(words + ".says"));
        says.setId(id + "-says");
        var link = new Anchor(event -> write(event, proof), Words.say(words + ".download"));
        link.setId(id + "-download");
        link.getElement().setAttribute("download", true);
        link.addClassName("kw-link");
        show(says, facts(), link);
    }

    /** Checks what it has read before it leaves. Runs without the session lock. */
    public final void write(DownloadEvent event, String proof) throws IOException {
        switch (gather(caller, proof)) {
            case Answer.Ok<PackageFile>(var file) -> {
                if (file.whole()) {
                    event.setFileName(file.name());
                    event.setContentType("application/zip");
                    file.write(event.getOutputStream());
                } else {
                    refuse(event, Words.say(words + ".broken"));
                }
            }
            case Answer<PackageFile> other -> refuse(event, States.line(other));
        }
    }

    private static void refuse(DownloadEvent event, String words) throws IOException {
        event.getResponse().setStatus(HttpStatusCode.BAD_GATEWAY.getCode());
        event.getOutputStream().write(words.getBytes(StandardCharsets.UTF_8));
    }

    private void show(Component... content) {
        body.removeAll();
        body.add(content);
    }
}
