"""What YouTube Studio calls its columns, by folded name: in English, Spanish, French and Portuguese."""

from __future__ import annotations

from typing import Final

from rex.importers.platform_totals import Column

DATES: Final = frozenset({"date", "fecha", "data"})
TOTALS: Final = frozenset({"total", "totales", "totals", "totaux", "totais", "gesamt", "totale", "totaal"})
PUBLISHED: Final = frozenset(
    {
        "video_publish_time", "hora_de_publicacion_del_video", "heure_de_publication_de_la_video",
        "horario_de_publicacao_do_video",
    }
)  # fmt: skip
DIMENSIONS: Final = frozenset(
    {
        "content", "contenido", "contenu", "conteudo", "geography", "ubicacion_geografica", "zone_geographique",
        "local", "traffic_source", "fuente_de_trafico", "source_de_trafic", "origem_do_trafego", "device_type",
        "tipo_de_dispositivo", "type_d_appareil", "viewer_age", "viewer_gender", "subscription_status",
        "playback_location", "operating_system", "video_type", "playlist", "cities",
    }
)  # fmt: skip
"""What the chart may be cut by; those of other languages than English are from memory."""
_NAMES: Final = (
    (Column("views"), ("views", "visualizaciones", "vistas", "vues", "visualizacoes")),
    (Column("engaged_views"), ("engaged_views", "vues_engagees")),
    (
        Column("watch_time", "hours"),
        (
            "watch_time_hours", "tiempo_de_visualizacion_horas", "duree_de_visionnage_heures",
            "tempo_de_exibicao_horas", "tempo_de_visualizacao_horas",
        ),
    ),
    (
        Column("view_duration", "seconds"),
        (
            "average_view_duration", "duracion_media_de_la_visualizacion", "duracion_media_de_las_visualizaciones",
            "duree_moyenne_d_une_vue", "duree_moyenne_de_visionnage", "duracao_media_da_visualizacao",
        ),
    ),
    (Column("viewers"), ("unique_viewers", "espectadores_unicos", "spectateurs_uniques")),
    (Column("new_followers"), ("subscribers", "suscriptores", "abonnes", "inscritos")),
    (Column("likes"), ("likes", "me_gusta", "j_aime", "marcacoes_gostei")),
    (Column("comments"), ("comments_added", "comentarios_anadidos", "commentaires_ajoutes")),
    (Column("shares"), ("shares", "compartidos", "partages", "compartilhamentos")),
    (Column("impressions"), ("impressions", "impresiones", "impressoes")),
)  # fmt: skip
METRICS: Final = {name: column for column, names in _NAMES for name in names}
"""The numbers that REX has a name for. The others, shares in percent among them, stay beside the first of these."""
