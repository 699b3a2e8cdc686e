package health.keyward.local.house;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import java.util.stream.Stream;

/** Takes every mail the house sends and keeps it in memory; nothing leaves the machine. */
public final class MailSink implements AutoCloseable {
    private final GreenMail server;

    private MailSink(GreenMail server) {
        this.server = server;
    }

    /** A mail as it arrived. */
    public record Message(String from, List<String> to, String subject, String text) {}

    static MailSink start(int port) {
        GreenMail server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        return new MailSink(server);
    }

    /** All mails since the start, oldest first. */
    public List<Message> messages() {
        return Stream.of(server.getReceivedMessages()).map(MailSink::read).toList();
    }

    /** Waits until so many mails are there; false when they are not within the time. */
    public boolean await(int count, java.time.Duration limit) {
        return server.waitForIncomingEmail(limit.toMillis(), count);
    }

    @Override
    public void close() {
        server.stop();
    }

    private static Message read(MimeMessage mail) {
        try {
            return new Message(
                    Stream.of(mail.getFrom()).map(Object::toString).findFirst().orElse(""),
                    Stream.of(mail.getAllRecipients()).map(Object::toString).toList(),
                    mail.getSubject() == null ? "" : mail.getSubject(),
                    GreenMailUtil.getBody(mail));
        } catch (MessagingException broken) {
            throw new IllegalStateException("a mail in the sink cannot be read", broken);
        }
    }
}
