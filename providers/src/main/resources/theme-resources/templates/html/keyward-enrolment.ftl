<p>${msg("keywardEnrolmentMailText", minutes)}</p>
<p><a href="${link}">${msg("keywardEnrolmentMailLink")}</a></p>
<p>${msg("keywardEnrolmentMailPassword")}</p>
<p>${msg("keywardEnrolmentMailNotYou")}</p>
<p>${msg("keywardEnrolmentMailReference")}: ${reference}</p>
