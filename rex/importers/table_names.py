"""The names by which columns are known without a mapping, in English, Spanish, French and Portuguese.

They stand folded and without small words: `Fecha y hora del pedido` is `fecha_hora_pedido`. Of several columns that
fit a field, the one whose name stands first here has it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from rex.importers.sheet import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rex.importers.elapsed import Unit


def words(text: str) -> frozenset[str]:
    """Take a text apart into its words."""
    return frozenset(text.split())


_SMALL = words("the of a an and de del d l la el los las lo y e en al le les l du des et au aux da do das dos o os")
_CURRENCIES = words("eur usd gbp mxn cop clp ars pen brl chf cad uyu")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NUMBER_SIGN = re.compile(r"\bn\s*[.]?\s*[º°o]\s*[.]?(?=\W)", re.IGNORECASE)


def forms(label: str) -> list[str]:
    """Fold a column's name in every way that a known one may be written: whole, without brackets, taken apart."""
    told = _NUMBER_SIGN.sub("n ", label)
    found = dict.fromkeys(
        _without_small(plain(text)) for text in (told, _BRACKETS.sub(" ", told), _CAMEL.sub(" ", label))
    )
    return [form for form in found if form]


def _without_small(name: str) -> str:
    words = [word for word in name.split("_") if word not in _SMALL]
    bare = [word for word in words if word not in _CURRENCIES]
    return "_".join(bare or words)


def _names(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(_without_small, text.split())))


_DATE: Final = "date day fecha dia jour data order_date fecha_pedido date_commande data_pedido"
_CURRENCY: Final = "currency currency_code moneda divisa devise monnaie moeda"
_KIND: Final = "type kind event event_type tipo evento type_evenement evenement tipo_evento"

_WORDS: Final[dict[str, dict[str, str]]] = {
    "chat": {
        "time": """time timestamp datetime date_time created_at created sent_at posted_at published_at message_time
            time_utc timestamp_utc utc timestamp_ms timestamp_usec ts created_time event_time offset elapsed
            time_in_seconds video_time seconds time_seconds start_time
            hora fecha_hora hora_mensaje fecha_mensaje marca_tiempo marca_temporal tiempo hora_envio enviado minuto
            heure date_heure horodatage horodateur heure_message date_envoi envoye temps minute
            data_hora horario hora_mensagem carimbo_data_hora tempo enviado_em""",
        "date": _DATE,
        "text": """text message comment msg chat body content message_text comment_text chat_message
            mensaje comentario texto contenido commentaire texte contenu message_texte mensagem conteudo""",
        "author": """author user username user_name nickname nick name from sender viewer author_name sender_name
            display_name screen_name handle participant commenter user_nickname
            autor autora usuario usuaria nombre nombre_usuario espectador espectadora participante remitente alias
            apodo auteur autrice utilisateur utilisatrice pseudo nom nom_utilisateur spectateur spectatrice expediteur
            usuario_nome utilizador nome nome_usuario apelido""",
        "role": """role badge badges user_role user_type author_badges rol insignia insignias tipo_usuario
            type_utilisateur papel funcao""",
        "id": """id message_id comment_id msg_id id_mensaje id_comentario id_message id_commentaire id_mensagem""",
        "kind": f"message_type {_KIND} tipo_mensaje type_message tipo_mensagem",
        "reply_to": """reply_to in_reply_to parent_id parent respuesta_a en_respuesta_a en_reponse_a reponse_a
            resposta_a""",
        "amount": """amount paid_amount superchat super_chat donation tip importe donacion propina montant don
            pourboire valor doacao gorjeta""",
        "currency": _CURRENCY,
        "lang": "lang language locale idioma lengua langue lingua",
        "member": "member is_member subscriber is_subscriber miembro suscriptor membre abonne membro inscrito",
        "private": "private is_private direct_message privado prive",
        "deleted": "deleted is_deleted removed borrado eliminado supprime apagado excluido",
    },
    "sales": {
        "time": """time timestamp datetime date_time created_at created ordered_at placed_at order_date order_time
            created_time purchased_at purchase_date paid_at created_date_utc time_utc date_created order_created_at
            fecha_hora hora fecha_pedido fecha_hora_pedido hora_pedido fecha_compra fecha_venta fecha_creacion
            marca_tiempo momento_compra date_heure heure date_commande date_heure_commande heure_commande date_achat
            date_vente horodatage date_creation data_hora data_pedido data_hora_pedido hora_pedido data_compra
            data_venda data_criacao""",
        "date": "date day fecha dia jour data",
        "order_id": """order_id order order_number order_no order_# order_name order_ref order_reference orderid
            order_code pedido numero_pedido n_pedido no_pedido num_pedido id_pedido codigo_pedido referencia_pedido
            numero_orden orden id_orden referencia reference commande numero_commande n_commande no_commande
            num_commande id_commande ref_commande reference_commande codigo_encomenda encomenda""",
        "product": """product product_name item item_name product_title lineitem_name producto nombre_producto
            articulo nombre_articulo descripcion_producto descripcion produit nom_produit article nom_article
            designation libelle produto nome_produto artigo""",
        "sku": """sku product_sku item_sku seller_sku lineitem_sku product_code product_id referencia_producto
            ref_producto codigo_producto codigo_articulo ref_produit reference_produit code_produit codigo_produto
            id_producto id_produit id_produto ean""",
        "variant": """variant variation variante variacion size talla taille tamanho tamano color colour couleur cor
            modelo modele""",
        "qty": """qty quantity units pieces items item_quantity lineitem_quantity cantidad unidades uds cant
            quantite unites qte quantidade qtd unidades_vendidas""",
        "price": """price unit_price item_price lineitem_price precio precio_unitario precio_unidad pvp prix
            prix_unitaire preco preco_unitario valor_unitario""",
        "line_total": """line_total item_total row_total total_linea importe_linea subtotal_linea total_ligne
            montant_ligne total_linha total_item""",
        "line_discount": "line_discount item_discount lineitem_discount descuento_linea remise_ligne desconto_linha",
        "total": """total order_total grand_total total_price total_amount amount order_amount total_paid amount_paid
            total_pedido importe importe_total total_pagado monto monto_total total_commande montant montant_total
            total_ttc montant_ttc total_paye valor valor_total total_pago total_encomenda""",
        "subtotal": "subtotal sub_total subtotal_pedido base_imponible sous_total total_ht montant_ht",
        "shipping": """shipping shipping_fee shipping_cost shipping_total envio gastos_envio coste_envio costo_envio
            livraison frais_port frais_livraison frete portes custo_envio""",
        "tax": "tax taxes vat total_tax iva impuestos impuesto tva taxe imposto impostos",
        "discount": """discount discount_amount discount_total total_discount descuento total_descuento remise
            reduction montant_remise desconto total_desconto""",
        "refunded": """refunded refund refunded_amount amount_refunded total_refunded reembolsado reembolso
            importe_reembolsado rembourse remboursement montant_rembourse reembolsado_valor devolucion devolvido""",
        "currency": _CURRENCY,
        "status": """status order_status financial_status payment_status estado estado_pedido estatus statut etat
            statut_commande etat_commande situacao estado_encomenda status_pedido""",
        "customer": """customer_email email e_mail mail buyer_email correo correo_electronico email_cliente mail_cliente
            correo_cliente mail_client courriel
            email_client adresse_mail customer_id buyer_id id_cliente id_client customer buyer buyer_username
            customer_name buyer_name cliente comprador nombre_cliente client acheteur nom_client nome_cliente""",
        "channel": "channel sales_channel source canal canal_venta origen origem canal_vente",
        "code": """discount_code coupon coupon_code promo_code voucher cupon codigo_descuento codigo codigo_promocional
            code_promo code_reduction bon cupom codigo_desconto""",
        "tags": "tags tag etiquetas etiqueta etiquettes etiquette",
    },
    "viewers": {
        "time": """minute minutes min time timestamp datetime date_time time_utc timestamp_utc at elapsed offset seconds
            second sec minute_of_stream livestream_position hora fecha_hora minuto minutos segundo segundos tiempo
            marca_tiempo heure date_heure seconde secondes temps horodatage data_hora tempo""",
        "date": _DATE,
        "viewers": """viewers viewer concurrent_viewers concurrent viewer_count viewers_count live_viewers
            current_viewers ccv ccu online audience espectadores espectadores_simultaneos espectadores_concurrentes
            espectadores_vivo viewers_simultaneos audiencia conectados personas_conectadas spectateurs
            spectateurs_simultanes viewers_simultanes spectateurs_direct personnes_connectees audiencia_simultanea
            espectadores_ao_vivo publico""",
        "average": """average_concurrent_viewers average_viewers avg_viewers mean_viewers espectadores_promedio
            espectadores_medios media_espectadores spectateurs_moyens moyenne_spectateurs media_audiencia""",
        "peak": """peak_concurrent_viewers peak_viewers max_viewers pico_espectadores maximo_espectadores
            pic_spectateurs max_spectateurs pico_audiencia""",
        "unique_viewers": """unique_viewers uniques unique cumulative_unique_viewers total_unique_viewers
            viewers_unicos espectadores_unicos unicos usuarios_unicos spectateurs_uniques viewers_uniques
            uniques_cumules visitantes_unicos""",
        "views": """views cumulative_views total_views visualizaciones vistas reproducciones vues visionnages
            visualizacoes""",
        "segment": "segment device country platform segmento dispositivo pais appareil pays",
    },
    "reactions": {
        "time": """time timestamp datetime date_time minute second seconds offset elapsed created_at hora fecha_hora
            minuto tiempo marca_tiempo heure date_heure horodatage temps data_hora tempo""",
        "date": _DATE,
        "kind": f"""reaction reaction_type reaccion tipo_reaccion type_reaction reacao tipo_reacao action accion acao
            {_KIND}""",
        "count": "count number total n amount cantidad numero recuento nombre quantite contagem quantidade",
        "product_id": "product_id sku product id_producto producto id_produit produit id_produto produto",
        "person": "user_id user username user_name author usuario utilisateur nombre_usuario",
        "likes": """likes like hearts like_count me_gusta megusta corazones j_aime jaime coeurs mentions_j_aime
            curtidas gostos coracoes""",
        "shares": """shares share share_count compartidos veces_compartido partages partage compartilhamentos
            partilhas""",
        "follows": """follows new_followers followers nuevos_seguidores seguidores nouveaux_abonnes abonnes
            novos_seguidores""",
        "product_clicks": """product_clicks clicks product_click clics_producto clics clics_productos clics_produit
            clics_produits cliques cliques_produto""",
        "add_to_cart": """add_to_cart add_to_carts atc cart_adds added_to_cart anadir_carrito anadidos_carrito
            agregados_carrito ajouts_panier ajout_panier adicoes_carrinho adicionados_carrinho""",
    },
    "products": {
        "product_id": "product_id id item_id id_producto id_produit id_produto codigo",
        "sku": "sku product_sku ref reference referencia referencia_producto reference_produit codigo_articulo ean",
        "name": """product product_name name title item item_name producto nombre nombre_producto articulo produit nom
            nom_produit article designation produto nome nome_produto""",
        "price": """price unit_price live_price precio precio_live precio_venta pvp prix prix_live prix_vente
            preco preco_live""",
        "currency": _CURRENCY,
        "stock_before": """stock_before stock_start initial_stock opening_stock stock inventory stock_inicial
            existencias_iniciales existencias inventario stock_initial stock_avant estoque_inicial estoque""",
        "stock_after": """stock_after stock_end final_stock closing_stock remaining stock_final existencias_finales
            restantes stock_restante stock_restant stock_apres estoque_final""",
    },
    "cues": {
        "time": "start start_time time at from inicio hora_inicio hora desde minuto debut heure_debut heure comeco",
        "until": "end end_time until to fin hora_fin hasta heure_fin jusqu_a fim ate",
        "duration": "duration length duracion duree duracao minutes minutos",
        "kind": "kind type segment_type tipo tipo_bloque type_sequence",
        "title": """title segment what block section activity topic titulo segmento bloque que seccion actividad
            contenido tema titre sequence rubrique contenu quoi titulo_bloco bloco""",
        "products": "products product sku skus productos producto referencias produits produit produtos produto",
    },
    "tickets": {
        "time": """created created_at opened opened_at open_time date_time time submitted requested abierto creado
            fecha_creacion fecha_apertura fecha_hora creation date_creation ouvert ouverture date_ouverture criado
            aberto data_criacao data_abertura""",
        "date": _DATE,
        "id": """id ticket_id ticket ticket_number number case_id case id_ticket numero_ticket numero n_ticket caso
            numero_caso id_caso dossier""",
        "customer": """customer requester requester_email email e_mail mail contact from cliente solicitante correo
            client demandeur courriel solicitante_email""",
        "channel": "channel source via canal origen origine origem",
        "topic": "topic category type reason tag tema categoria motivo tipo sujet categorie motif assunto",
        "status": "status state estado estatus statut etat situacao",
        "first_reply": """first_reply first_response first_reply_at first_response_at first_replied_at replied_at
            primera_respuesta fecha_primera_respuesta premiere_reponse date_premiere_reponse primeira_resposta""",
        "solved": """solved solved_at resolved resolved_at closed_at closed solution_time resuelto fecha_resolucion
            cerrado fecha_cierre resolu date_resolution ferme date_fermeture resolvido data_resolucao fechado""",
    },
    "totals": {
        "time": """start start_time started_at live_start begin inicio hora_inicio fecha_inicio fecha_hora debut
            heure_debut date_heure date_debut data_inicio data_hora""",
        "date": "date day fecha dia jour data",
        "duration": "duration duration_s length lasts duracion duree duracao",
        "revenue": """revenue gross_revenue gmv sales gross_sales total_sales ingresos ventas ventas_totales facturacion
            chiffre_affaires ca ventes revenus receita faturamento vendas""",
        "orders": "orders orders_paid purchases pedidos compras commandes achats encomendas",
        "units": """units items_sold units_sold products_sold unidades unidades_vendidas articulos_vendidos
            unites_vendues articles_vendus""",
        "buyers": "buyers customers compradores clientes acheteurs clients",
        "viewers": """unique_viewers viewers uniques espectadores_unicos espectadores viewers_unicos spectateurs_uniques
            spectateurs visiteurs_uniques""",
        "views": "views total_views vistas visualizaciones reproducciones vues visionnages visualizacoes",
        "peak_viewers": """peak_viewers peak_concurrent_viewers max_concurrent_viewers max_viewers pico_espectadores
            maximo_espectadores pico_simultaneos pic_spectateurs pic_simultane pico_audiencia""",
        "average_viewers": """average_viewers avg_viewers average_concurrent_viewers promedio_espectadores
            espectadores_promedio media_espectadores moyenne_spectateurs spectateurs_moyens media_audiencia""",
        "watch_time": """watch_time total_watch_time tiempo_visualizacion_total temps_visionnage_total
            tempo_exibicao_total""",
        "view_duration": """avg_view_duration average_view_duration average_watch_time avg_watch_time
            tiempo_medio_visualizacion duracion_media tiempo_visualizacion duree_moyenne temps_moyen_visionnage
            tempo_medio_exibicao""",
        "likes": "likes hearts me_gusta megusta corazones j_aime mentions_j_aime coeurs curtidas gostos",
        "comments": "comments messages chat_messages comentarios mensajes commentaires mensagens",
        "shares": "shares compartidos partages compartilhamentos partilhas",
        "new_followers": "new_followers follows nuevos_seguidores nouveaux_abonnes novos_seguidores",
        "product_clicks": "product_clicks clicks clics_producto clics_productos clics clics_produits cliques_produto",
        "add_to_cart": """add_to_cart add_to_carts atc cart_adds anadidos_carrito agregados_carrito
            ajouts_panier adicoes_carrinho""",
        "currency": _CURRENCY,
    },
}

NAMES: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    table: {field: _names(text) for field, text in fields.items()} for table, fields in _WORDS.items()
}
"""What columns are called, by table and field."""


_UNITS: Final[dict[Unit, frozenset[str]]] = {
    "minutes": words("minute minutes min mins minuto minutos minute_stream livestream_position"),
    "seconds": words(
        """second seconds sec secs time_seconds time_in_seconds elapsed_seconds offset_seconds segundo segundos seconde
        secondes"""
    ),
    "milliseconds": words("ms offset_ms elapsed_ms time_ms video_offset_time_msec milliseconds milisegundos"),
}


def unit_by_name(label: str) -> Unit | None:
    """Tell what a column of plain numbers counts where its name says so."""
    found = set(forms(label))
    return next((unit for unit, names in _UNITS.items() if names & found), None)


def places_by_name(table: str, labels: Iterable[str]) -> dict[str, int]:
    """Find the column of each field by its name; a column has one field, the first that fits."""
    known = [forms(label) for label in labels]
    places: dict[str, int] = {}
    for field, names in NAMES[table].items():
        taken = set(places.values())
        at = next((at for name in names for at, found in enumerate(known) if name in found and at not in taken), None)
        if at is not None:
            places[field] = at
    return places
