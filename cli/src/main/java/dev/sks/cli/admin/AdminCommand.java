package dev.sks.cli.admin;

import picocli.CommandLine.Command;

@Command(
    name = "admin",
    description = "Look after users, tenants, access and what was done.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      UserCommand.class,
      TenantCommand.class,
      MemberCommand.class,
      InviteCommand.class,
      SessionCommand.class,
      IdentityCommand.class,
      ApiKeyCommand.class,
      SigningKeyCommand.class,
      AuditCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {"  sks admin user create ada --tenant research", "  sks admin api-key create ci"})
public final class AdminCommand {}
