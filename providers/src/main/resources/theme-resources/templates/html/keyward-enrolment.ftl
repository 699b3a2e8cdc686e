<#import "template.ftl" as layout>
<@layout.emailLayout>
<p>${msg("keywardEnrolmentMailText", minutes)}</p>
<p style="font-weight:600"><a href="${link}">${msg("keywardEnrolmentMailLink")}</a></p>
<p>${msg("keywardEnrolmentMailPassword")}</p>
<p>${msg("keywardEnrolmentMailNotYou")}</p>
<p class="kw-quiet" style="color:#4c5a69;font-size:14px">${msg("keywardEnrolmentMailReference")}: ${reference}</p>
</@layout.emailLayout>
