"""Payment orders may be cancelled before they are paid."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """The day of the cancelling beside the day of the payment."""

    dependencies = (("store", "0002_append_only"),)
    operations = (
        migrations.AddField(
            model_name="orderrow",
            name="cancelled_on",
            field=models.CharField(default="", max_length=10),
        ),
    )
